import { headerName, kindRow } from '@ringback/catalog'
import { compareAnswers } from '@ringback/checks'
import { messageOf } from '@ringback/common'
import { headerOf, type ExchangeResponse } from '@ringback/recording'
import type { TwilioClient, WebhookOutcome } from '@ringback/twilio-client/node'
import { contentTypeTreatment } from '@ringback/twiml'
import type { PlannedInteraction } from './planned-interaction.ts'

/** What came of asking the app for the answer to an interaction. */
export interface PinnedInteraction {
  /** With the answer of the app; as it was planned where there is a failure. */
  readonly interaction: PlannedInteraction
  /** Why nothing is pinned: no answer, or one that Twilio could not use. Null when the answer is pinned. */
  readonly failure: string | null
  /** False where the answer was known before. */
  readonly wasAsked: boolean
}

/**
 * Asks the app, as it is now, for the answer to every interaction that has none yet: what it answers is what the
 * contract holds from then on. Interactions with an answer are passed through. `signal` ends it after the request being
 * sent.
 */
export async function* pinAnswers(
  planned: Iterable<PlannedInteraction>,
  client: TwilioClient,
  signal?: AbortSignal,
): AsyncGenerator<PinnedInteraction, void, undefined> {
  for (const interaction of planned) {
    if (signal?.aborted === true) return
    if (interaction.answer !== null) yield { interaction, failure: null, wasAsked: false }
    else yield await pinned(interaction, client)
  }
}

async function pinned(interaction: PlannedInteraction, client: TwilioClient): Promise<PinnedInteraction> {
  try {
    const { hops, problem } = await send(interaction, client)
    const answer = hops.find(({ response }) => response !== null)?.response ?? null
    if (answer === null || problem !== null)
      return { interaction, failure: problem?.message ?? 'the app did not answer', wasAsked: true }
    const failure = unusable(interaction, answer)
    return failure === null
      ? { interaction: { ...interaction, answer }, failure, wasAsked: true }
      : { interaction, failure, wasAsked: true }
  } catch (error) {
    return { interaction, failure: messageOf(error), wasAsked: true }
  }
}

/** Why no contract can hold an answer: Twilio could not run it. Sounds and redirects are fine. */
function unusable({ kind, url }: PlannedInteraction, response: ExchangeResponse): string | null {
  const type = headerOf(response.headers, headerName.contentType) ?? null
  if (response.status >= 300 || contentTypeTreatment(type) === 'audio') return null
  const any = { status: 200, headers: [['Content-Type', 'text/xml']], body: { text: '<Response/>' } } as const
  const differences = compareAnswers(
    { url, response: any, problem: null },
    { url, response, problem: null },
    { kind, content: 'any' },
  )
  return differences.find(({ code }) => code === 'no-twiml' || code === 'content-type')?.message ?? null
}

function send(
  { kind, method, url, parameters }: PlannedInteraction,
  client: TwilioClient,
): Promise<WebhookOutcome> {
  // Without the SID of the call: each interaction is verified by itself, without the cookies of others.
  return client.send({
    kind,
    method,
    url,
    // Those of a GET are in its URL already.
    parameters: method === 'GET' ? [] : parameters,
    expects: kindRow(kind).synchronous ? 'twiml' : 'nothing',
  })
}
