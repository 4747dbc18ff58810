/** Builds the documentation site into `tools/site/dist`, and fails when a link of it leads nowhere. */
import { join } from 'node:path'
import { build } from 'vitepress'
import { assemble } from './assemble.ts'
import { htmlLinkProblems } from './check/html-links.ts'
import { root, siteFolder } from './root.ts'

const started = performance.now()
const problems = [...(await assemble())]
if (process.argv.includes('--pages-only')) process.exit(0)
try {
  await build(join(root, 'tools/site'))
  problems.push(...htmlLinkProblems(siteFolder, '/'))
} catch (error) {
  // What is wrong, a dead link say, has been printed above.
  problems.push(`The site was not built: ${error instanceof Error ? error.message : String(error)}`)
}
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
process.exitCode = problems.length === 0 ? 0 : 1
