import type { TwilioClient } from '@ringback/twilio-client/node'
import { kindRow, parameter, valueOf } from '@ringback/catalog'
import type { PlannedInteraction } from './planned-interaction.ts'

/** An interaction that the app could not be asked for, or answered so that Twilio could not go on. */
export interface PinFailure {
  readonly interaction: PlannedInteraction
  readonly message: string
}

/**
 * Asks the app, as it is now, for the answer to every interaction that has none yet: what it answers is what the
 * contract holds from then on. Answers that Twilio could not use are failures and pin nothing.
 */
export async function pinAnswers(
  planned: readonly PlannedInteraction[],
  twilio: TwilioClient,
): Promise<{
  readonly interactions: readonly PlannedInteraction[]
  readonly failures: readonly PinFailure[]
}> {
  const interactions: PlannedInteraction[] = []
  const failures: PinFailure[] = []
  for (const interaction of planned) {
    if (interaction.answer !== null) {
      interactions.push(interaction)
      continue
    }
    const { kind, method, url, parameters } = interaction
    const callSid = valueOf(parameters, parameter.CallSid)
    const { hops, problem } = await twilio.send({
      kind,
      method,
      url,
      // Those of a GET stand in its URL already.
      parameters: method === 'GET' ? [] : parameters,
      ...(callSid !== undefined && { callSid }),
      expects: kindRow(kind).synchronous ? 'twiml' : 'nothing',
    })
    const answer = hops.find(({ response }) => response !== null)?.response ?? null
    if (answer === null || problem !== null) {
      failures.push({ interaction, message: problem?.message ?? 'the app did not answer' })
      continue
    }
    interactions.push({ ...interaction, answer })
  }
  return { interactions, failures }
}
