import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('ringback catalog', () => {
  it('explains a webhook kind', async () => {
    const { code, stdout } = await runCli(['catalog', 'dial.action'])
    expect(code).toBe(0)
    await expect(stdout).toMatchFileSnapshot('golden/catalog-dial-action.txt')
  })

  it('explains a parameter, in any case', async () => {
    const { stdout } = await runCli(['catalog', 'dialcallstatus'])
    await expect(stdout).toMatchFileSnapshot('golden/catalog-parameter.txt')
  })

  it('explains an error code', async () => {
    const { stdout } = await runCli(['catalog', '12300'])
    await expect(stdout).toMatchFileSnapshot('golden/catalog-code.txt')
  })

  it('lists every kind', async () => {
    const { stdout } = await runCli(['catalog', '--format', 'json'])
    expect(JSON.parse(stdout)).toHaveLength(80)
  })

  it('says what it does not know, without a stack trace', async () => {
    const result = await runCli(['catalog', 'CallSidd'])
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(
      'No webhook kind, parameter or error code is called CallSidd. Did you mean CallSid?',
    )
    expect(result.stderr).not.toContain('    at ')
  })
})
