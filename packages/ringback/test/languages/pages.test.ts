import { controlOpenApi } from '@ringback/msw/server'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languagePages } from './page.ts'

const root = join(import.meta.dirname, '../../../..')
const sources = globSync(['fixtures/apps/languages/**/*.{py,php,rb,go}'], { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
)
const frameworks = [...languagePages.values()].filter(
  ({ name }) => name !== 'control-routes' && name !== 'index',
)

describe.each(frameworks)('docs/languages/$name.md', ({ name, text, commands, snippets }) => {
  test('every snippet is part of an app or a test that runs, or is marked as untested', () => {
    for (const { code } of snippets)
      expect(sources.some((source) => source.includes(code.trimEnd())) ? '' : code).toBe('')
    const isUntested = ['spring', 'aspnet'].includes(name)
    expect(snippets.length > 1).toBe(!isUntested)
    expect(text.split('```').filter((block) => / not-tested\n/.test(block)).length).toBeGreaterThan(0)
    expect(text).toMatch(/[Nn]ot tested|Nothing on this page is tested/)
  })

  test('has the same commands as every other page', () => {
    const flask = languagePages.get('flask')
    expect(flask?.commands.length).toBe(9)
    expect(commands).toEqual(flask?.commands)
  })
})

test('the README of the pytest plugin shows the tests that run', () => {
  const readme = readFileSync(join(root, 'tools/pytest-ringback/README.md'), 'utf8')
  const [, code = ''] = /# test_phone_line\.py\n(.*?)```/s.exec(readme) ?? []
  expect(code).not.toBe('')
  expect(sources.some((source) => source.includes(code))).toBe(true)
})

test('docs/languages/control-routes.md has every control route, with every field', () => {
  const { text = '' } = languagePages.get('control-routes') ?? {}
  const paths = controlOpenApi().paths as Record<string, Record<string, object>>
  const described = [...text.matchAll(/^\| `(\w+) (\S+)` \|.*\|.*\|$/gm)].map(([row, method, path]) => ({
    route: `${method} ${path}`,
    row,
  }))
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path.replace('/_ringback', '')}`,
      fields: Object.keys(propertiesOf(operation)),
    })),
  )
  expect(described.map(({ route }) => route)).toEqual(
    expect.arrayContaining(routes.map(({ route }) => route)),
  )
  expect(described.length).toBe(routes.length)
  for (const { route, fields } of routes) {
    const row = described.find((each) => each.route === route)?.row ?? ''
    for (const field of fields.filter((each) => each !== 'settle' && each !== 'timeoutSeconds'))
      expect(row).toContain(`\`${field}\``)
  }
})

function propertiesOf(operation: object): object {
  const text = JSON.stringify(operation)
  if (!text.includes('"requestBody"')) return {}
  const { requestBody } = JSON.parse(text) as {
    requestBody: { content: { 'application/json': { schema: { properties: object } } } }
  }
  return requestBody.content['application/json'].schema.properties
}
