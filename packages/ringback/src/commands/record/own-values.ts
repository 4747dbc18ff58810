import { decodeForm, isSid, parameter, sidPrefix, valueOf } from '@ringback/catalog'
import type { ObservedExchange, Recorder, RedactionSettings } from '@ringback/redaction/node'

/** Numbers that were called, and the accounts that they belong to. */
export interface FoundValues {
  readonly numbers: readonly string[]
  readonly accounts: readonly string[]
}

/** Sees which numbers and account are one's own, while a recorder takes exchanges. */
export interface OwnValues {
  /** The recorder to give exchanges to. */
  readonly recorder: Recorder
  /** What was seen so far. */
  readonly found: () => FoundValues
  /** The lines for the configuration that name what is not in it yet; undefined when there is nothing to offer. */
  readonly offer: () => string | undefined
}

/** So many exchanges are looked at, and so long forms: calls are not to wait for it. */
const mostExchanges = 500
const longestForm = 16_384
const mostNumbers = 20

/** Watches who is called in inbound calls: those numbers, and the account, are one's own. */
export function watchOwnValues(recorder: Recorder, known: RedactionSettings): OwnValues {
  const numbers = new Set<string>()
  const accounts = new Set<string>()
  let seen = 0
  const look = (observed: ObservedExchange): void => {
    if (seen >= mostExchanges || observed.signature === 'invalid' || observed.signature === 'missing') return
    seen += 1
    const { bytes } = observed.body
    if (bytes.length > longestForm) return
    const { parameters } = decodeForm(new TextDecoder().decode(bytes))
    if (valueOf(parameters, parameter.Direction) !== 'inbound') return
    const to = valueOf(parameters, parameter.To) ?? ''
    const account = valueOf(parameters, parameter.AccountSid) ?? ''
    if (/^\+\d{7,15}$/.test(to) && numbers.size < mostNumbers) numbers.add(to)
    if (isSid(account) && account.startsWith(sidPrefix.account)) accounts.add(account)
  }
  return {
    recorder: {
      take(observed) {
        look(observed)
        recorder.take(observed)
      },
      now: () => recorder.now(),
      onEvent: (listener) => recorder.onEvent(listener),
      get counts() {
        return recorder.counts
      },
      waiting: () => recorder.waiting(),
      close: (options) => recorder.close(options),
    },
    found: () => ({ numbers: [...numbers], accounts: [...accounts] }),
    offer: () => offerOf({ numbers: [...numbers], accounts: [...accounts] }, known),
  }
}

/** What several processes have seen, as one. */
export function joinedValues(found: readonly FoundValues[]): FoundValues {
  return {
    numbers: [...new Set(found.flatMap(({ numbers }) => numbers))].slice(0, mostNumbers),
    accounts: [...new Set(found.flatMap(({ accounts }) => accounts))],
  }
}

/** The lines for the configuration that name what is not in it yet; undefined when there is nothing to offer. */
export function offerOf(
  { numbers, accounts }: FoundValues,
  { ownNumbers = [], accountSid }: RedactionSettings,
): string | undefined {
  const newNumbers = numbers.filter((number) => !ownNumbers.includes(number))
  const [account] = accounts
  const isNewAccount = accounts.length === 1 && account !== undefined && accountSid === undefined
  if (newNumbers.length === 0 && !isNewAccount) return undefined
  const list = [...ownNumbers, ...newNumbers].map((number) => `'${number}'`).join(', ')
  return [
    'What is your own need not be redacted. If these are your numbers and your account, add to ringback.config.ts:',
    ...(newNumbers.length > 0 ? [`  ownNumbers: [${list}],`] : []),
    ...(isNewAccount ? [`  accountSid: '${account}',`] : []),
  ].join('\n')
}
