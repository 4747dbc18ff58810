import { parameter, type Parameters } from '@ringback/catalog'

/** Values that parameters must have; null leaves the parameter out. */
export type Overrides = Readonly<Record<string, string | null>>

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    [parameter.From]: parameter.Caller,
    [parameter.To]: parameter.Called,
    [parameter.ForwardedFrom]: parameter.CalledVia,
    [parameter.FromCity]: parameter.CallerCity,
    [parameter.FromState]: parameter.CallerState,
    [parameter.FromZip]: parameter.CallerZip,
    [parameter.FromCountry]: parameter.CallerCountry,
    [parameter.ToCity]: parameter.CalledCity,
    [parameter.ToState]: parameter.CalledState,
    [parameter.ToZip]: parameter.CalledZip,
    [parameter.ToCountry]: parameter.CalledCountry,
  }),
)

/**
 * Parameters with some of their values replaced, taken away or added at the end. An alias that is sent follows
 * its parameter, unless it is overridden itself: a new `From` is the new `Caller`.
 */
export function withOverrides(parameters: Parameters, overrides: Overrides): Parameters {
  if (Object.keys(overrides).length === 0) return parameters
  const wanted = new Map(Object.entries(overrides))
  const sent = new Set(parameters.map(([name]) => name))
  for (const [name, value] of Object.entries(overrides)) {
    const alias = aliases.get(name)
    if (alias !== undefined && sent.has(alias) && !Object.hasOwn(overrides, alias)) wanted.set(alias, value)
  }
  const kept = parameters.flatMap(([name, value]) => {
    const replacement = wanted.get(name)
    if (replacement === null) return []
    return [[name, replacement ?? value] as const]
  })
  const added = [...wanted].flatMap(([name, value]) =>
    value === null || sent.has(name) ? [] : [[name, value] as const],
  )
  return [...kept, ...added]
}
