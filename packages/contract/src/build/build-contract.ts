import { createTwilioClient, type App } from '@ringback/twilio-client/node'
import { ContractError } from '../contract-error.ts'
import type { PactFile } from '../pact/pact.ts'
import { defaultPublicUrl, type BuildPactsOptions } from './build-options.ts'
import type { SkippedExchange } from './from-recordings.ts'
import { pactFiles } from './pact-files.ts'
import { pinAnswers, type PinnedInteraction } from './pin-answers.ts'
import { planInteractions } from './plan-interactions.ts'
import type { PlannedInteraction } from './planned-interaction.ts'
import { withOriginals, type SealedOriginalOf } from './with-originals.ts'

/** What a contract is built from. */
export interface BuildOptions extends BuildPactsOptions {
  /**
   * The app, whose answers are held from now on: a URL, host and port or port, or the app itself. Default: it is not asked,
   * and any TwiML will do where no recording says otherwise.
   */
  readonly app?: string | App
  /** Signs what is sent to the app; required with `app`. */
  readonly authToken?: string
  /** The sealed original of a recorded exchange, which then travels in the pact. Whoever has its key can open it. */
  readonly sealedOriginalOf?: SealedOriginalOf
  /** Let requests leave this machine. Default: false. */
  readonly allowRemote?: boolean
  /** Ends the build after the request being sent; nothing is written then. */
  readonly signal?: AbortSignal
}

/** How many interactions and exchanges went which way. */
export interface BuildCounts {
  readonly interactions: number
  /** Interactions whose answer the app was asked for. */
  readonly asked: number
  /** Interactions that the app gave no usable answer to. */
  readonly failed: number
  /** Recorded exchanges that no contract can hold. */
  readonly skipped: number
}

/** What happens while a contract is built, in this order; `finished` is the last event and has the files. */
export type BuildEvent =
  /** How many interactions there will be, and how many of them the app is asked for. */
  | { readonly type: 'started'; readonly interactions: number; readonly toAsk: number }
  | ({ readonly type: 'skipped' } & SkippedExchange)
  | ({ readonly type: 'asked' } & PinnedInteraction)
  /** `files` is empty where the app gave no usable answer to one of the interactions, or the build was stopped. */
  | { readonly type: 'finished'; readonly files: readonly PactFile[]; readonly counts: BuildCounts }

/**
 * Builds the contract between Twilio and an app: plans it from routes and recordings, asks the app for the answers that
 * are not known, and gives the pact files. Throws a `RingbackError` when there is nothing to build from, and for options
 * that cannot be used.
 */
export async function* buildContract(options: BuildOptions): AsyncGenerator<BuildEvent, void, undefined> {
  const { interactions: planned, skipped } = planInteractions(options)
  if (planned.length === 0) {
    throw new ContractError(
      'nothing-to-build',
      'No routes and no recordings given, so the contract would be empty.',
      {
        remedy: 'Pass routes (voice.incoming-pstn=/voice), or recordings with answered webhooks.',
      },
    )
  }
  const toAsk = options.app === undefined ? 0 : planned.filter(({ answer }) => answer === null).length
  yield { type: 'started', interactions: planned.length, toAsk }
  for (const exchange of skipped) yield { type: 'skipped', ...exchange }
  const interactions: PlannedInteraction[] = []
  const counts = { interactions: planned.length, asked: 0, failed: 0, skipped: skipped.length }
  for await (const result of answered(planned, options)) {
    if (result.wasAsked) {
      counts.asked += 1
      yield { type: 'asked', ...result }
    }
    if (result.failure !== null) counts.failed += 1
    else interactions.push(result.interaction)
  }
  const isWhole = interactions.length === planned.length
  yield { type: 'finished', files: isWhole ? await filesOf(interactions, options) : [], counts }
}

async function filesOf(
  interactions: readonly PlannedInteraction[],
  options: BuildOptions,
): Promise<readonly PactFile[]> {
  const { sealedOriginalOf } = options
  const whole =
    sealedOriginalOf === undefined ? interactions : await withOriginals(interactions, sealedOriginalOf)
  return pactFiles(whole, options)
}

async function* answered(
  planned: readonly PlannedInteraction[],
  options: BuildOptions,
): AsyncGenerator<PinnedInteraction, void, undefined> {
  const { app, authToken, allowRemote = false, publicUrl = defaultPublicUrl, signal } = options
  if (app === undefined) {
    for (const interaction of planned) yield { interaction, failure: null, wasAsked: false }
    return
  }
  if (authToken === undefined) {
    throw new ContractError(
      'no-auth-token',
      'No auth token given, so requests to the app cannot be signed.',
      {
        remedy: 'Pass `authToken`, --auth-token, or set TWILIO_AUTH_TOKEN.',
      },
    )
  }
  const client = createTwilioClient({ app, authToken, allowRemote, publicUrl })
  try {
    yield* pinAnswers(planned, client, signal)
  } finally {
    await client.close()
  }
}
