import { readFile, stat } from 'node:fs/promises'

/**
 * The text of a file of a folder that came with the code. Throws for what is no regular file: a pipe or a device would be
 * waited for. Files that the user names on the command line may be pipes, and are not read with this.
 */
export async function readRegularFile(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Error('it is not a regular file')
  return readFile(path, 'utf8')
}
