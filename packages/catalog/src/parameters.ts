/**
 * The parameters of one webhook in the order Twilio sent them. A name may stand more than once and a value
 * may be empty.
 */
export type Parameters = readonly (readonly [name: string, value: string])[]

/** The first value of a parameter, or undefined when the webhook has no parameter of that name. */
export function valueOf(parameters: Parameters, name: string): string | undefined {
  return parameters.find(([candidate]) => candidate === name)?.[1]
}
