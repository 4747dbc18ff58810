/** Builds the documentation site into `tools/site/dist`, and fails when a link of it leads nowhere. */
import { join } from 'node:path'
import { build } from 'vitepress'
import { assemble } from './assemble.ts'
import { htmlLinkProblems } from './check/html-links.ts'
import { root, siteFolder } from './root.ts'

const started = performance.now()
const problems = [...(await assemble())]
if (process.argv.includes('--pages-only')) process.exit(0)
await build(join(root, 'tools/site'))
problems.push(...htmlLinkProblems(siteFolder, '/'))
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
process.exitCode = problems.length === 0 ? 0 : 1
