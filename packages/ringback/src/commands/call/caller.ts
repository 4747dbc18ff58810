import { withheldWords } from '@ringback/catalog'

/** Who calls whom. */
export interface Parties {
  readonly from: string
  readonly to: string
  /** What Twilio says of the call beside its ends: `CallerName`, `FromState`. */
  readonly parameters?: Readonly<Record<string, string>>
}

const defaultCaller = '+14155550100'
const defaultNumber = '+14155550199'

/** Callers that have a name on the command line; who they call by default. */
const named: ReadonlyMap<string, Parties> = new Map(
  Object.entries({
    withheld: { from: withheldWords[0] ?? '', to: defaultNumber },
    sip: { from: 'sip:alice@example.com', to: 'sip:reception@example.sip.twilio.com' },
    client: { from: 'client:alice', to: defaultNumber },
    whatsapp: { from: `whatsapp:${defaultCaller}`, to: `whatsapp:${defaultNumber}` },
  }),
)

/** The two ends of a call; whoever is not named is the usual one. */
export function partiesOf({
  from = defaultCaller,
  to,
  ownNumber = defaultNumber,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The number of the app. */
  readonly ownNumber?: string | undefined
}): Parties {
  const caller = named.get(from) ?? { from, to: defaultNumber }
  return { from: caller.from, to: to ?? caller.to.replace(defaultNumber, ownNumber) }
}
