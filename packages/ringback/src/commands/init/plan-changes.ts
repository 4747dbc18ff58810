import type { FileChange } from './changes/file-change.ts'
import { planFile } from './changes/plan-file.ts'
import { refuseLinks } from './changes/write-changes.ts'
import { configFile } from './files/config-file.ts'
import { planGitIgnore } from './files/git-ignore.ts'
import { testFile } from './files/test-file.ts'
import { workflowFile } from './files/workflow.ts'
import type { Project } from './project/read-project.ts'
import type { Setup } from './setup.ts'

/** Changes below one folder: that of the project, or that of its repository. */
export interface RootedChange {
  readonly root: string
  readonly change: FileChange
}

/**
 * Everything that is to be written. `existingConfig`: the name of the configuration file that is there already.
 * Throws a `RingbackError` for a path that leads through a link, and a file that cannot be read.
 */
export async function planChanges(
  project: Project,
  setup: Setup,
  existingConfig: string | undefined,
): Promise<readonly RootedChange[]> {
  const { directory, repository } = project
  const config = configFile(project, setup)
  const test = setup.test ? testFile(project, setup) : undefined
  const workflow = setup.ci === 'github' ? workflowFile(project, setup, test?.path) : undefined
  const ignored = await planGitIgnore(project)
  const at = (root: string, change: FileChange): RootedChange => ({ root, change })
  const changes = [
    at(directory, await planConfig(directory, config, existingConfig)),
    ...(ignored === undefined ? [] : [at(directory, ignored)]),
    ...(test === undefined ? [] : [at(directory, await planFile(directory, test))]),
    ...(workflow === undefined ? [] : [at(repository.root, await planFile(repository.root, workflow))]),
  ]
  for (const { root, change } of changes) if (change.type !== 'keep') await refuseLinks(root, change)
  return changes
}

/** A configuration has more forms than its text: what it lacks is told by its settings, and only they matter. */
async function planConfig(
  directory: string,
  { path, text }: { readonly path: string; readonly text: string },
  existing: string | undefined,
): Promise<FileChange> {
  const change = await planFile(directory, { path: existing ?? path, text })
  if (change.type !== 'keep') return change
  return { ...change, missing: change.missing.filter((line) => /^ {2}\w+: /.test(line)) }
}
