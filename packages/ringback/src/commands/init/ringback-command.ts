import { version } from '../../version.ts'
import type { Project } from './project/read-project.ts'

/** How ringback is called in a project: as the dependency of one of Node.js, else in the version that runs now. */
export function ringbackCommand({ packageJson, repository }: Project): string {
  return packageJson === undefined
    ? `npx --yes ringback@${version}`
    : `${repository.packageManager.execute} ringback`
}
