/** Imported first by every entry: an old Node gets one clear message instead of an error about what it lacks. */
import { nodeVersionProblem } from './node-version-problem.ts'

const { process } = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } }
const problem = nodeVersionProblem(process?.versions?.node)
if (problem !== undefined) throw new Error(problem)
