/** Packs every public package as npm would publish it into a folder: `pack.ts <folder>`. Prints the files. */
import { packPackages } from './packages/pack-packages.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('No folder given. Pass it: node tools/scripts/src/pack.ts packed\n')
  process.exit(2)
}
for (const { tarball } of packPackages(folder)) process.stdout.write(`${tarball}\n`)
