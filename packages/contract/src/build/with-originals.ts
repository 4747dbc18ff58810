import type { Exchange } from '@ringback/recording'
import type { PlannedInteraction } from './planned-interaction.ts'

/** Finds the sealed original of a recorded exchange; null where there is none. */
export type SealedOriginalOf = (
  exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>,
) => string | null | Promise<string | null>

/** The interactions, those that were recorded with their sealed originals. They are asked for together. */
export async function withOriginals(
  interactions: readonly PlannedInteraction[],
  sealedOriginalOf: SealedOriginalOf,
): Promise<readonly PlannedInteraction[]> {
  return Promise.all(
    interactions.map(async (interaction) => {
      const { recorded } = interaction
      if (recorded === undefined) return interaction
      const { exchangeId: id, callSid, startedAt } = recorded
      const original = await sealedOriginalOf({ id, callSid, startedAt })
      return original === null ? interaction : { ...interaction, recorded: { ...recorded, original } }
    }),
  )
}
