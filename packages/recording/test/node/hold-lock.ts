import { writeSync } from 'node:fs'
import { FolderInUseError, lockFolder } from '@ringback/recording/node'

// Locks the folder given, says so on standard output and holds the lock until standard input ends.
const [folder = ''] = process.argv.slice(2)
try {
  const lock = await lockFolder(folder)
  writeSync(1, 'locked\n')
  process.stdin.on('end', () => lock.release()).resume()
} catch (error) {
  if (!(error instanceof FolderInUseError)) throw error
  writeSync(1, `refused ${error.message} ${error.remedy}\n`)
}
