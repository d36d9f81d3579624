/** Which variable of the environment holds a webhook's secret? */
import { DEFAULT_DESK } from "../desk/model";

export const SECRET_VARIABLES = "TIERDESK_WEBHOOK_SECRET_";

/** TIERDESK_WEBHOOK_SECRET_CRM; of one of several desks: TIERDESK_WEBHOOK_SECRET_NORTH__CRM. */
export const secretVariable = (desk: string, webhook: string): string =>
  SECRET_VARIABLES + (desk === DEFAULT_DESK ? [webhook] : [desk, webhook]).map(inCapitals).join("__");

const inCapitals = (name: string): string => name.toUpperCase().replaceAll("-", "_");
