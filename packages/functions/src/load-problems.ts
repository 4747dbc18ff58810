import { relative } from 'node:path'
import type { Project } from './project/find-project.ts'
import type { Resource } from './project/resource.ts'

/** Paths that more than one file of a project answers at, a sentence each. */
export function duplicatePaths(resources: readonly Resource[], { root }: Project): readonly string[] {
  return [...Map.groupBy(resources, ({ path }) => path)]
    .filter(([, files]) => files.length > 1)
    .map(
      ([path, files]) =>
        `${path} is the path of ${files.map(({ file }) => relative(root, file)).join(' and ')}`,
    )
}

/** What is wrong with the file of a Function, or undefined. `load` gives what it exports as `handler`. */
export function loadProblem({ file }: Resource, { root }: Project, load: () => unknown): string | undefined {
  const name = relative(root, file)
  try {
    return typeof load() === 'function' ? undefined : `${name} exports no function as \`handler\``
  } catch (error) {
    return `${name} throws when it is loaded: ${told(error, root)}`
  }
}

/** The error in a line, and the line of the project that it comes from. */
function told(error: unknown, root: string): string {
  if (!(error instanceof Error)) return String(error)
  const [message = ''] = error.message.split('\n')
  const lines = (error.stack ?? '')
    .split('\n')
    .filter((each) => each.includes(root) && !each.includes('node_modules'))
  // The stack of a syntax error begins with the line of the file, without an `at`.
  const line = lines.find((each) => /^\s*at /.test(each)) ?? lines[0]
  const at = line?.slice(line.indexOf(root) + root.length + 1).replace(/\)$/, '')
  return `${error.name}: ${message}${at === undefined ? '' : ` (${at})`}`
}
