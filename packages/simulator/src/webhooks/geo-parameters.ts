import { parameter } from '@ringback/catalog'

/** The parameters with the place of a number, each with its second name. */
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

/** The places of a call's numbers, under both names. Unknown values are empty, as Twilio sends them. */
export function geoParameters(given?: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return given === undefined ? unknownPlaces : placesOf(given)
}

function placesOf(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
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

const unknownPlaces = placesOf({})
