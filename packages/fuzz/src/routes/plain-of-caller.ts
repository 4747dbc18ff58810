import { parameter, type Parameters } from '@ringback/catalog'

/** Who calls whom, and where they are; and the SIDs of the account and the application. */
const ofTheParties =
  /^(?:From|To|Caller|Called)(?:City|State|Zip|Country|Name)?$|^(?:Account|Application)Sid$|^(?:ForwardedFrom|CalledVia)$/

/**
 * A plain webhook of the caller of another one: the geography of a caller is no difference, and neither is how the call began.
 */
export function plainOfCaller(plain: Parameters, sent: Parameters): Parameters {
  const isOfTheCall = ([name]: Parameters[number]): boolean =>
    ofTheParties.test(name) || name === parameter.Direction || name === parameter.ApiVersion
  return [...plain.filter((pair) => !isOfTheCall(pair)), ...sent.filter(isOfTheCall)]
}
