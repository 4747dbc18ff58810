/** A value that has to be there. */
export function the<Value>(value: Value | null | undefined): Value {
  if (value === undefined || value === null) throw new Error('there is none')
  return value
}
