import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedFile } from '../changes/plan-file.ts'
import type { Project } from '../project/read-project.ts'
import type { Setup } from '../setup.ts'

const folders = ['test', 'tests', '__tests__']

/** A first test with vitest: a call to the app. */
export function testFile({ directory, usesTypeScript }: Project, { functions }: Setup): PlannedFile {
  const folder = folders.find((name) => existsSync(join(directory, name))) ?? 'test'
  return {
    path: `${folder}/phone.test.${usesTypeScript ? 'ts' : 'js'}`,
    text: `import { expect, test } from 'ringback/vitest'

${functions === undefined ? '// Calls the app where ringback.config says that it listens, so start it first.\n' : ''}test('the app answers a call', async ({ phone }) => {
  const call = await phone.call({ from: '+14155550100' })
  // What your callers hear and do: await call.hears(/press 1/i), await call.press('1')
  await call.hangup()
  expect(call).toHaveEnded('completed')
  expect(call).toHaveNoErrors()
})
`,
  }
}
