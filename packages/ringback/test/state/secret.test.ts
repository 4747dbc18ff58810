import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { authTokenOf } from '../../src/app/auth-token.ts'
import { environmentTokens } from '../../src/app/tokens-in.ts'
import { secretOf, withSecret } from '../../src/state/secret.ts'
import { runCli } from '../run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringback-secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function fileWith(text: string): string {
  files += 1
  const file = join(folder, `secret-${files}`)
  writeFileSync(file, text)
  return file
}

describe('a secret of the environment', () => {
  it('is that of the variable, or the trimmed content of its file', () => {
    expect(secretOf({}, 'RINGBACK_STORE')).toBeUndefined()
    expect(secretOf({ RINGBACK_STORE: 'a' }, 'RINGBACK_STORE')).toBe('a')
    expect(secretOf({ RINGBACK_STORE_FILE: fileWith('  b \n\n') }, 'RINGBACK_STORE')).toBe('b')
    expect(secretOf({ RINGBACK_STORE: '', RINGBACK_STORE_FILE: fileWith('c') }, 'RINGBACK_STORE')).toBe('c')
    expect(secretOf({ RINGBACK_STORE: 'd', RINGBACK_STORE_FILE: '' }, 'RINGBACK_STORE')).toBe('d')
  })

  it('is read through the links that Kubernetes makes', () => {
    const data = join(folder, '..2026')
    mkdirSync(data)
    writeFileSync(join(data, 'token'), 'from-a-secret\n')
    symlinkSync('..2026', join(folder, '..data'))
    symlinkSync(join('..data', 'token'), join(folder, 'token'))
    expect(secretOf({ TWILIO_AUTH_TOKEN_FILE: join(folder, 'token') }, 'TWILIO_AUTH_TOKEN')).toBe(
      'from-a-secret',
    )
  })

  it.each([
    [
      'both are set',
      { TWILIO_AUTH_TOKEN: 'x', TWILIO_AUTH_TOKEN_FILE: '/x' },
      'TWILIO_AUTH_TOKEN and TWILIO_AUTH_TOKEN_FILE are both set.',
    ],
    [
      'there is no file',
      { TWILIO_AUTH_TOKEN_FILE: '/nowhere/token' },
      'The file that TWILIO_AUTH_TOKEN_FILE names cannot be read',
    ],
    [
      'it is a folder',
      { TWILIO_AUTH_TOKEN_FILE: folder },
      'The file that TWILIO_AUTH_TOKEN_FILE names cannot be read',
    ],
    [
      'it is empty',
      { TWILIO_AUTH_TOKEN_FILE: fileWith(' \n') },
      'The file that TWILIO_AUTH_TOKEN_FILE names is empty',
    ],
    [
      'the key’s is empty',
      { RINGBACK_REDACTION_KEY_FILE: fileWith('') },
      'The file that RINGBACK_REDACTION_KEY_FILE names is empty',
    ],
  ])('ends record with exit code 2 where %s', async (_when, env, message) => {
    const { code, stderr } = await runCli(['record', '9', '--port', '0'], { env, cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it('is not waited for where it is a pipe', () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(() => secretOf({ RINGBACK_STORE_FILE: pipe }, 'RINGBACK_STORE')).toThrow('RINGBACK_STORE_FILE')
  })

  it('is several auth tokens on lines, of which the first signs', () => {
    const env = { TWILIO_AUTH_TOKEN_FILE: fileWith('new\r\nold\n') }
    expect(environmentTokens(env)).toEqual(['new', 'old'])
    expect(authTokenOf(undefined, {}, { env })).toBe('new')
    expect(authTokenOf('given', {}, { env })).toBe('given')
  })

  it('goes to another process as its value alone', () => {
    const env = { TWILIO_AUTH_TOKEN_FILE: '/x', A: 'b' }
    expect(secretOf(withSecret(env, 'TWILIO_AUTH_TOKEN', 'y'), 'TWILIO_AUTH_TOKEN')).toBe('y')
  })

  it.each([
    ['sign', ['sign', 'https://phone.example.com/voice']],
    [
      'generate',
      [
        'generate',
        'voice.incoming-pstn',
        '--format',
        'curl',
        '--count',
        '1',
        '--url',
        'http://127.0.0.1:3000',
      ],
    ],
  ])('signs for %s as the variable does', async (_name, argv) => {
    const fixed = ['--seed', '1']
    const options = argv[0] === 'generate' ? [...argv, ...fixed] : argv
    const byFile = await runCli(options, {
      env: { TWILIO_AUTH_TOKEN_FILE: fileWith('a-token\n') },
      cwd: folder,
    })
    const byValue = await runCli(options, { env: { TWILIO_AUTH_TOKEN: 'a-token' }, cwd: folder })
    expect(byFile.code).toBe(0)
    expect(byFile).toEqual(byValue)
  })

  it('is read in one place', () => {
    const sources = join(import.meta.dirname, '../../src')
    const readers = globSync('**/*.ts', { cwd: sources }).filter((file) =>
      /env(?:\.|\[')(?:TWILIO_AUTH_TOKEN|RINGBACK_REDACTION_KEY|RINGBACK_STORE)\b|(?:RINGBACK_REDACTION_KEY|RINGBACK_STORE|TWILIO_AUTH_TOKEN): \w+ =/.test(
        readFileSync(join(sources, file), 'utf8'),
      ),
    )
    expect(readers).toEqual([])
  })
})
