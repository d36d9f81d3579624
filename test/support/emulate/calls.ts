/** How do people, and the stage that plays them, call emulate's Web API? Each with a token of their own. */
import { isObject } from "../slack/arguments";
import type { Json } from "../slack/world";

/** Rejects with Slack's word for what is wrong. */
export type Call = (token: string, method: string, args?: Json) => Promise<Json>;

export const createCall =
  (url: string): Call =>
  async (token, method, args = {}) => {
    const response = await fetch(`${url}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    const answer: unknown = await response.json();
    if (isObject(answer) && answer["ok"] === true) return answer;
    const error = isObject(answer) ? (answer["error"] ?? answer["message"]) : "no answer";
    throw new Error(`${method}: ${String(error)}`);
  };

export const objectIn = (answer: Json, name: string): Json => {
  const value = answer[name];
  return isObject(value) ? value : {};
};

export const objectsIn = (answer: Json, name: string): Json[] => {
  const value = answer[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
};
