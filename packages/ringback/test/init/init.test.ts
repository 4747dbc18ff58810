import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { runCli, type CliOptions, type CliResult } from '../run-cli.ts'
import { filesIn, packageJson, projectFolder, type Files } from './project-folder.ts'

const app: Files = {
  'package.json': packageJson(['express'], { type: 'module' }),
  'app.js': "app.post('/voice', answer)\napp.listen(3000)",
}
const write = ['init', '--yes', '--no-call']

describe('what init writes', () => {
  it('is shown before, line by line, and nothing else', async () => {
    const cwd = projectFolder({ ...app, '.gitignore': 'node_modules' })
    const { stdout } = await runCli(write, { cwd })
    const shown = [...stdout.matchAll(/^ {2}\+(?: (.*))?$/gm)].map(([, line = '']) => line)
    const files = filesIn(cwd)
    const written = [
      'ringback.config.ts',
      '.gitignore',
      'test/phone.test.js',
      '.github/workflows/ringback.yml',
    ]
    expect(Object.keys(files)).toEqual([...Object.keys(app), ...written].toSorted())
    const lines = written.flatMap((path) => (files[path] ?? '').trimEnd().split('\n'))
    expect(shown).toEqual(lines.filter((line) => line !== 'node_modules'))
    expect(files['.gitignore']).toMatch(/^node_modules\n(?:#.*\n)\.ringback\/\n$/)
  })

  it.each<[string, Files]>([
    ['a module', app],
    ['no module', { ...app, 'package.json': packageJson(['express']), '.env': 'TWILIO_AUTH_TOKEN=x\n' }],
    ['no project of Node.js', { 'app.py': 'from flask import Flask', '.gitignore': '*.pyc\r\n' }],
    ['what is ignored already', { ...app, '.gitignore': '**/.ringback\n.env*\n', '.env': 'A=b\n' }],
  ])('is there at the second run, which changes nothing: %s', async (_what, files) => {
    const cwd = projectFolder(files)
    expect(await runCli(write, { cwd })).toMatchObject({ code: 0 })
    const first = filesIn(cwd)
    const second = await runCli(write, { cwd })
    expect(second).toMatchObject({ code: 0, stderr: '' })
    expect(second.stdout).toContain('Everything is there already: nothing to write.')
    expect(filesIn(cwd)).toEqual(first)
  })

  it('is never written over what is there, which is told what it lacks', async () => {
    const own: Files = {
      'ringback.config.mjs': "export default { voiceUrl: '/calls' }\n",
      'test/phone.test.js': '// mine\n',
      '.github/workflows/ringback.yml': 'name: ringback\n',
    }
    const cwd = projectFolder({ ...app, ...own })
    const { code, stdout } = await runCli(write, { cwd })
    expect(code).toBe(0)
    expect(filesIn(cwd)).toMatchObject(own)
    expect(stdout).toContain('ringback.config.mjs exists and is left as it is.')
    // The setting that it has is used.
    expect(stdout).toMatch(/^Voice URL +\/calls$/m)
    expect(stdout).toMatch(/Lines that it does not have:\n {6}app: 'http:\/\/localhost:3000',\n/)
    expect(stdout).toContain('      - run: npx ringback replay\n')
  })

  it('is nothing where nobody can be asked, and that is no success', async () => {
    const cwd = projectFolder(app)
    const { code, stdout, stderr } = await runCli(['init'], { cwd })
    expect(code).toBe(2)
    expect(stdout).toContain('+   voiceUrl:')
    expect(stderr).toContain('Pass --yes to write it, or --dry-run to only see it.')
    expect(filesIn(cwd)).toEqual(app)
  })

  it('shows no auth token', async () => {
    const cwd = projectFolder({
      ...app,
      '.env': 'TWILIO_AUTH_TOKEN=5ecret\nTWILIO_PHONE_NUMBER=+14155550177\n',
    })
    const { stdout, stderr } = await runCli(write, { cwd })
    const { '.env': _env, ...files } = filesIn(cwd)
    expect(stdout + stderr + Object.values(files).join('\n')).not.toContain('5ecret')
    expect(files['ringback.config.ts']).toContain("ownNumbers: ['+14155550177']")
    expect(files['.gitignore']).toContain('\n.env\n')
  })
})

describe('questions', () => {
  const ask = (cwd: string, answers: string, argv: readonly string[] = []): Promise<CliResult> => {
    const keyboard = new PassThrough()
    keyboard.end(answers)
    const terminal: CliOptions = { cwd, keyboard, hasProgress: true, env: { NO_COLOR: '1' } }
    return runCli(['init', ...argv], terminal)
  }

  it('are asked again until the answer fits, and taken', async () => {
    const cwd = projectFolder(app)
    const answers = ['ftp://x', '4001', 'voice', '/answer', 'n', 'maybe', 'n', 'n', 'y', '']
    const { code, stderr } = await ask(cwd, answers.join('\n'))
    expect(code).toBe(0)
    expect(stderr).toContain('must start with http:// or https://')
    expect(stderr).toContain('A path starts with /, as in /voice.')
    expect(stderr).toContain('Answer y or n.')
    const files = filesIn(cwd)
    expect(Object.keys(files)).toEqual([...Object.keys(app), '.gitignore', 'ringback.config.ts'].toSorted())
    expect(files['ringback.config.ts']).toContain("app: 'http://localhost:4001',\n  voiceUrl: '/answer',")
  })

  it.each([
    ['the last answer is no', '\n\n\n\nn\nn\n', 0],
    ['the terminal is left', '\n\n', 2],
  ])('change nothing when %s', async (_what, answers, expected) => {
    const cwd = projectFolder(app)
    const { code, stderr } = await ask(cwd, answers)
    expect({ code, files: filesIn(cwd) }).toEqual({ code: expected, files: app })
    expect(stderr).toContain('Nothing was written.')
  })

  it('are not asked where an option answers', async () => {
    const options = ['--app', '4001', '--voice-url', '/v', '--no-test', '--ci', 'none', '--no-call']
    const { code, stderr } = await ask(projectFolder(app), '\n', options)
    expect(code).toBe(0)
    expect(stderr).toBe('Write this? (Y/n) ')
  })
})

describe('a hostile project', () => {
  it.each<[string, (cwd: string) => void, string]>([
    ['broken JSON', (cwd) => writeFileSync(join(cwd, 'package.json'), '{ "a": \u001b[2J'), 'is not valid'],
    ['a list', (cwd) => writeFileSync(join(cwd, 'package.json'), '[]'), 'it is not an object'],
    [
      'a huge file',
      (cwd) => writeFileSync(join(cwd, 'package.json'), ' '.repeat(2_000_000)),
      'larger than 1 MiB',
    ],
    [
      'UTF-16',
      (cwd) => writeFileSync(join(cwd, 'package.json'), Buffer.from('{}', 'utf16le')),
      'not a text file',
    ],
    ['a pipe', (cwd) => execFileSync('mkfifo', [join(cwd, '.env')]), 'is not a regular file'],
    ['a folder', (cwd) => mkdirSync(join(cwd, 'requirements.txt')), 'is not a regular file'],
    [
      'a broken link',
      (cwd) => symlinkSync('gone', join(cwd, 'ringback.config.mjs')),
      'is not a regular file',
    ],
    [
      'a link out of it',
      (cwd) => {
        writeFileSync(`${cwd}-outside`, 'node_modules\n')
        symlinkSync(`${cwd}-outside`, join(cwd, '.gitignore'))
      },
      'is a symbolic link; nothing was written',
    ],
    [
      'a linked folder out of it',
      (cwd) => {
        mkdirSync(`${cwd}-outside`)
        symlinkSync(`${cwd}-outside`, join(cwd, '.github'))
      },
      'is a symbolic link; nothing was written',
    ],
    ['a file for a folder', (cwd) => writeFileSync(join(cwd, '.github'), ''), 'it is not a folder'],
  ])('is refused in a plain sentence: %s', async (_what, spoil, message) => {
    const cwd = projectFolder({ 'app.js': "app.post('/voice')" })
    spoil(cwd)
    const { code, stderr } = await runCli(write, { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('\u001B')
    expect(stderr).not.toContain('Internal error')
    expect(filesIn(cwd)).not.toHaveProperty('test/phone.test.js')
  })

  it('may have any values in its package.json', async () => {
    const odd = {
      scripts: { start: 3, dev: null },
      main: {},
      workspaces: 7,
      dependencies: [],
      packageManager: [],
    }
    const cwd = projectFolder({ 'package.json': JSON.stringify(odd) })
    expect(await runCli(write, { cwd })).toMatchObject({ code: 0, stderr: '' })
  })

  it('is a folder', async () => {
    const { code, stderr } = await runCli(['init', 'no-such-folder'], { cwd: projectFolder({}) })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('is not a folder') })
  })
})
