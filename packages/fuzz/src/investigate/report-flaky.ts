import type { Parameters } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import type { FindingLedger } from '../findings/finding-ledger.ts'
import { pathAfter } from '../routes/path-after.ts'
import { precedingRequests } from '../routes/preceding-requests.ts'
import { requestOf, type Route } from '../routes/route.ts'
import type { Sent } from '../send/sent.ts'
import type { Reproduce } from '../shrink/reproduce.ts'
import { asFlaky, flakyTries } from './as-flaky.ts'

/** A finding that did not show when its request was sent again. */
export interface FlakyFinding {
  readonly route: Route
  readonly sent: Sent
  readonly finding: CheckFinding
  readonly symptom: string
  /** When it happens, as far as that is in what came before; asked where it shows each time. Empty where it is not. */
  readonly describeEarlier: () => Promise<string>
}

/**
 * Sends the request again several times, and reports the finding with how often it showed. One that shows again keeps its severity;
 * one that never does is a warning. One that shows each time, though a plain webhook with the same values does not, depends on what came
 * before.
 */
export async function reportFlaky(
  ledger: FindingLedger,
  { route, sent, finding, symptom, describeEarlier }: FlakyFinding,
  reproduce: Reproduce,
): Promise<void> {
  const key = `${symptom} flaky`
  if (ledger.isReported(key)) return
  const { parameters } = sent.sent
  const shown = await timesShown(parameters, reproduce)
  const request = requestOf(route, parameters)
  const isFlaky = shown < flakyTries
  const when = isFlaky ? '' : await describeEarlier()
  await ledger.report({
    finding: isFlaky
      ? asFlaky(finding, shown, 'request')
      : {
          ...finding,
          message: when === '' ? finding.message : `${finding.message} It happens when ${when}.`,
        },
    key,
    ...(isFlaky && { keyOnAnyPage: `${finding.code} flaky` }),
    request,
    status: sent.response?.status ?? null,
    path: pathAfter(route, parameters),
    proof: { type: 'requests', requests: [...precedingRequests(route, parameters), request] },
    exchanges: sent.exchanges(),
  })
}

async function timesShown(parameters: Parameters, reproduce: Reproduce): Promise<number> {
  let shown = 0
  for (let at = 0; at < flakyTries; at += 1) if ((await reproduce(parameters)) !== undefined) shown += 1
  return shown
}
