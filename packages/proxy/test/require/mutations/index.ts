import { contentMutations } from './content.ts'
import { framingMutations } from './framing.ts'
import type { Mutation } from './mutation.ts'
import { parameterMutations } from './parameters.ts'
import { signatureMutations } from './signature.ts'
import { targetMutations } from './target.ts'
import { upgradeMutations } from './upgrade.ts'

const groups = {
  parameters: parameterMutations,
  signature: signatureMutations,
  target: targetMutations,
  content: contentMutations,
  framing: framingMutations,
  upgrade: upgradeMutations,
}

/** Every mutation, with its name. */
export const mutations: readonly (readonly [name: string, mutation: Mutation])[] = Object.entries(
  groups,
).flatMap(([group, members]) =>
  Object.entries(members).map(([name, mutation]) => [`${group}: ${name}`, mutation] as const),
)
