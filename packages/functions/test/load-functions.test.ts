import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadFunctions } from '@ringback/functions'
import { projectFolder } from '@ringback/app-functions'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answered, authToken, handler, loaded, makeProject } from './make-project.ts'

const hello = handler('callback(null, "hello")')

/** What is wrong with a project. */
function problem(folder: string): string {
  try {
    loadFunctions(folder, { authToken }).close()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

describe('loading Functions', () => {
  it('finds them by the project and by their own folder', () => {
    for (const folder of [projectFolder, join(projectFolder, 'functions')]) {
      const app = loadFunctions(folder, { authToken })
      onTestFinished(app.close)
      expect(app.functions.map(({ path, access }) => `${path} ${access}`)).toEqual([
        '/company public',
        '/menu/choice protected',
        '/menu/dialled protected',
        '/menu/prompt private',
        '/status protected',
        '/voice protected',
      ])
      expect(app.assets.map(({ path, access }) => `${path} ${access}`)).toEqual([
        '/about.txt public',
        '/hours.json private',
      ])
      expect(app.accountSid).toBe('AC00000000000000000000000000000001')
    }
  })

  it('finds what TypeScript was compiled to', async () => {
    const app = loaded({
      'dist/functions/voice.js': hello,
      'dist/assets/a.txt': 'A',
      'src/functions/voice.ts': '',
    })
    expect(await answered(app, '/voice')).toMatchObject({ body: 'hello' })
    expect(await answered(app, '/a.txt')).toMatchObject({ body: 'A' })
  })

  it('runs an ES module, as far as Node can require it', async () => {
    const app = loaded({
      'package.json': '{ "type": "module" }',
      'functions/voice.js': 'export const handler = (context, event, callback) => callback(null, "module")',
    })
    expect(await answered(app, '/voice')).toMatchObject({ body: 'module' })
  })

  it('leaves out packages, hidden files and what is not JavaScript', () => {
    const app = loaded({
      'functions/voice.js': hello,
      'functions/.hidden.js': 'throw 1',
      'functions/node_modules/x/index.js': 'throw 1',
      'functions/notes.md': '',
    })
    expect(app.functions.map(({ path }) => path)).toEqual(['/voice'])
  })

  it('says that there is no folder, and no Function', () => {
    expect(problem('/no/such/folder')).toBe('There is no folder /no/such/folder.')
    const root = makeProject({ 'functions/helper.private.js': '' })
    expect(problem(root)).toBe(`No Function is in ${join(root, 'functions')}.`)
    mkdirSync(join(root, 'empty'))
    expect(problem(join(root, 'empty'))).toBe(`No Function is in ${join(root, 'empty')}.`)
  })

  it('names all problems at once', () => {
    const root = makeProject(
      {
        'functions/a.js': hello,
        'functions/a.protected.js': hello,
        'functions/b.js': '\nthrow new TypeError("broken\\nvery")',
        'functions/c.js': 'exports.handle = 1',
        'functions/d.js': 'const const = 1',
        'functions/e.js': "require('no-such-package')",
        'functions/f.js': 'throw "text"',
      },
      [],
    )
    expect(problem(root)).toBe(
      `Cannot run the Functions of ${root}:
- the package twilio is not installed in ${root}: npm install twilio
- /a is the path of functions/a.js and functions/a.protected.js
- functions/b.js throws when it is loaded: TypeError: broken (functions/b.js:2:7)
- functions/c.js exports no function as \`handler\`
- functions/d.js throws when it is loaded: SyntaxError: Unexpected token 'const' (functions/d.js:1)
- functions/e.js throws when it is loaded: Error: Cannot find module 'no-such-package' (functions/e.js:1:1)
- functions/f.js throws when it is loaded: text`,
    )
  })

  it('a Function and an asset may not have the same path', () => {
    const root = makeProject({ 'functions/a.js': hello, 'assets/a': '' })
    expect(problem(root)).toContain(`/a is the path of functions/a.js and assets/a`)
  })

  it('forgets what modules hold when it is reset', async () => {
    const app = loaded({
      'functions/count.js': `const { next } = require('../lib/counter')\n${handler('callback(null, String(next()))')}`,
      'lib/counter.js': 'let count = 0\nexports.next = () => (count += 1)',
    })
    const count = async (): Promise<string> => (await answered(app, '/count')).body
    expect([await count(), await count()]).toEqual(['1', '2'])
    app.reset()
    expect(await count()).toBe('1')
  })
})
