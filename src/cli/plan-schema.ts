/** What does an editor need beside `helpdesk.yaml`? */
import { planJsonSchema } from "../plan/json-schema";

export const planSchemaText = (): string => JSON.stringify(planJsonSchema(), null, 2);
