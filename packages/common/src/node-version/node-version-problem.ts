/** The oldest Node that ringback runs on: the first one that strips types without a flag. */
const needed = [22, 18] as const

/**
 * What is wrong with a version of Node, as `process.versions.node` gives it; undefined when it is new enough, and where there
 * is no Node (a browser).
 */
export function nodeVersionProblem(version: string | undefined): string | undefined {
  if (version === undefined) return undefined
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined
  return `ringback needs Node ${needed.join('.')} or newer, and this is Node ${version}. Install a current Node.`
}
