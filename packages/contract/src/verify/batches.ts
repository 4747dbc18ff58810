import { headerName } from '@ringback/catalog'
import { inShard, type Shard } from '@ringback/recording'
import { tokenOf } from '../pact/digest.ts'
import { isHttpInteraction, type Pact, type PactFile, type PactInteraction } from '../pact/pact.ts'

/** Interactions that one job of the verifier runs: a pact of its own. */
export interface Batch {
  readonly pact: Pact
  /** By the token that their requests carry. */
  readonly byToken: ReadonlyMap<string, PactInteraction>
}

/** Pact's verifier takes quadratic time in the interactions of a pact. */
const batchSize = 10

/** Pacts cut into small ones, without what another shard verifies; each request carries a token of its own. */
export function batchesOf(files: readonly PactFile[], shard: Shard | undefined): readonly Batch[] {
  const rows = files.flatMap(({ name, pact }, file) =>
    pact.interactions
      .filter(isHttpInteraction)
      .map((interaction) => ({ key: `${name} ${interaction.description}`, file, pact, interaction })),
  )
  const mine = shard === undefined ? rows : inShard(rows, shard, ({ key }) => key)
  const seen = new Set<string>()
  return [...Map.groupBy(mine, ({ file }) => file).values()].flatMap((members) => {
    const tokened = members.map(({ interaction, key }) => withToken(interaction, key, seen))
    const [first] = members
    if (first === undefined) return []
    return Array.from({ length: Math.ceil(tokened.length / batchSize) }, (_, part) => {
      const batch = tokened.slice(part * batchSize, (part + 1) * batchSize)
      return {
        pact: { ...first.pact, interactions: batch.map(({ interaction }) => interaction) },
        byToken: new Map(batch.map(({ token, interaction }) => [token, interaction])),
      }
    })
  })
}

/** The token of an interaction, if it has one. */
export function tokenIn({ request }: PactInteraction): string | undefined {
  const entry = Object.entries(request.headers ?? {}).find(
    ([name]) => name.toLowerCase() === headerName.idempotencyToken,
  )
  return entry === undefined ? undefined : [entry[1]].flat()[0]
}

/** Twilio sends a token with every request; interactions of other tools get one, and so do those that share one. */
function withToken(
  interaction: PactInteraction,
  key: string,
  seen: Set<string>,
): { readonly token: string; readonly interaction: PactInteraction } {
  const known = tokenIn(interaction)
  if (known !== undefined && !seen.has(known)) {
    seen.add(known)
    return { token: known, interaction }
  }
  let token = tokenOf(key)
  for (let count = 2; seen.has(token); count++) token = tokenOf(`${key} ${count}`)
  seen.add(token)
  const { request } = interaction
  const others = Object.entries(request.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== headerName.idempotencyToken,
  )
  const headers = { ...Object.fromEntries(others), 'I-Twilio-Idempotency-Token': [token] }
  return { token, interaction: { ...interaction, request: { ...request, headers } } }
}
