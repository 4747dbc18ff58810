import { dirname } from 'node:path'

/** How many source files may stand beside each other in one folder. */
export const mostFilesInFolder = 20

/** Folders with too many source files beside each other, one sentence each. Data tables are not counted. */
export function folderSizeProblems(paths: readonly string[]): readonly string[] {
  const files = paths.filter((path) => !path.includes('/data/') && !path.includes('/grammars/'))
  return [...Map.groupBy(files, (path) => dirname(path))]
    .filter(([, members]) => members.length > mostFilesInFolder)
    .map(
      ([folder, members]) =>
        `${folder}: ${members.length} files beside each other, more than ${mostFilesInFolder}. Split the folder by topic.`,
    )
}
