/** Fails on a number in a source that is a code of Twilio's debugger or REST API: codes have names in the catalog. */
import { globSync, readFileSync } from 'node:fs'
import { debuggerCodeRows, restCodeRows } from '@ringback/catalog'

const nameByCode = new Map([
  ...restCodeRows.map(({ code, name }) => [String(code), `restCode.${name}`] as const),
  ...debuggerCodeRows.map(({ code, name }) => [String(code), `debuggerCode.${name}`] as const),
])

/** The packages whose data the codes are. */
const ownsCodes = /^packages\/(?:catalog|twiml)\//

/** Comments and texts, which may mention a code. */
const notCode = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g

const problems = globSync('packages/*/src/**/*.ts')
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !ownsCodes.test(path))
  .flatMap((path) => {
    const lines = readFileSync(path, 'utf8')
      .replaceAll(notCode, (text) => text.replaceAll(/[^\n]/g, ' '))
      .split('\n')
    return lines.flatMap((line, index) =>
      [...line.matchAll(/(?<![\w.])\d{5}(?![\w.])/g)].flatMap(([code]) => {
        const name = nameByCode.get(code)
        return name === undefined ? [] : [`${path}:${index + 1}: ${code} is ${name} of @ringback/catalog`]
      }),
    )
  })

for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
