import { parameter } from '@ringback/catalog'

/** The parameters that say where a number is, each with the name under which it is sent once more. */
const places: readonly (readonly [name: string, again: string])[] = [
  [parameter.FromCity, parameter.CallerCity],
  [parameter.FromState, parameter.CallerState],
  [parameter.FromZip, parameter.CallerZip],
  [parameter.FromCountry, parameter.CallerCountry],
  [parameter.ToCity, parameter.CalledCity],
  [parameter.ToState, parameter.CalledState],
  [parameter.ToZip, parameter.CalledZip],
  [parameter.ToCountry, parameter.CalledCountry],
]

/** Where the numbers of a call are, under both names; what is not given comes empty, as Twilio sends what it does not know. */
export function geoParameters(
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    places.flatMap(([name, again]) => {
      const value = given[name] ?? given[again] ?? ''
      return [
        [name, value],
        [again, value],
      ]
    }),
  )
}
