import { parameter } from '@ringback/catalog'

/** The sixteen parameters that say where a number is. What Twilio does not know comes empty. */
export const unknownPlaces: Readonly<Record<string, string>> = Object.fromEntries(
  [
    parameter.FromCity,
    parameter.FromState,
    parameter.FromZip,
    parameter.FromCountry,
    parameter.ToCity,
    parameter.ToState,
    parameter.ToZip,
    parameter.ToCountry,
    parameter.CallerCity,
    parameter.CallerState,
    parameter.CallerZip,
    parameter.CallerCountry,
    parameter.CalledCity,
    parameter.CalledState,
    parameter.CalledZip,
    parameter.CalledCountry,
  ].map((name) => [name, '']),
)
