/**
 * The parameters of one webhook in the order Twilio sent them. A name may stand more than once and a value
 * may be empty.
 */
export type Parameters = readonly (readonly [name: string, value: string])[]

/** Parameters by name; a name that stands more than once has the list of its values. */
export type ParameterRecord = Readonly<Record<string, string | readonly string[]>>

/** The first value of a parameter, or undefined when the webhook has no parameter of that name. */
export function valueOf(parameters: Parameters, name: string): string | undefined {
  return parameters.find(([candidate]) => candidate === name)?.[1]
}

/** Ordered parameters from an object; a list becomes as many parameters of the same name. */
export function parametersFromRecord(record: ParameterRecord): Parameters {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : value.map((each) => [name, each] as const),
  )
}

/** An object from ordered parameters. Its prototype is null, so that a parameter may have any name. */
export function recordFromParameters(parameters: Parameters): Record<string, string | string[]> {
  // Object.create is typed as any; an object without properties is a record of anything.
  const record = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of parameters) {
    const present = record[name]
    if (present === undefined) record[name] = value
    else if (typeof present === 'string') record[name] = [present, value]
    else present.push(value)
  }
  return record
}
