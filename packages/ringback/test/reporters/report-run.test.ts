import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JudgedCase } from '../../src/reporters/judged.ts'
import { report } from './run-report.ts'

const passed: JudgedCase = { suite: 's', name: 'good', verdict: 'passed', seconds: 0, problems: [] }
const failed: JudgedCase = {
  suite: 's',
  name: 'bad',
  verdict: 'failed',
  seconds: 0,
  problems: [{ code: 'c', severity: 'error', message: 'It broke.', file: 'a/b.json', line: 3 }],
}
const skipped: JudgedCase = {
  suite: 's',
  name: 'left',
  verdict: 'not-judged',
  seconds: 0,
  problems: [],
  reason: 'no key',
}

describe('a run', () => {
  it.each([
    ['passes', [passed], 0],
    ['fails', [passed, failed], 1],
    ['judged a part', [passed, skipped], 0],
    ['judged nothing of what there was', [skipped], 2],
    ['had nothing to judge', [], 2],
  ])('that %s has its exit code', async (_case, cases, code) => {
    expect((await report(cases)).code).toBe(code)
  })

  it('that judged nothing says why, and passes when it may', async () => {
    const { stderr } = await report([skipped])
    expect(stderr).toContain('error Nothing was judged: 1 thing was left out: no key.')
    expect(stderr).toContain('--pass-with-nothing')
    expect(await report([skipped], { passWithNothing: true })).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(['pretty', 'junit', 'sarif', 'github'])('that judged a part says so in %s', async (reporter) => {
    const { stdout } = await report([passed, skipped], { reporter: [reporter] })
    expect(stdout).toContain('1 of 2 things was not judged: no key.')
  })

  it('that was stopped says so in every report but the lines, which have said it', async () => {
    const end = { notes: ['Stopped early.'] }
    expect((await report([passed], { end })).stdout).not.toContain('Stopped early.')
    for (const reporter of ['junit', 'sarif', 'github']) {
      expect((await report([passed], { end, reporter: [reporter] })).stdout).toContain('Stopped early.')
    }
  })
})

describe('reporters', () => {
  it('write to stdout and to files, several at once', async () => {
    const { stdout, stderr, cwd } = await report([failed], {
      reporter: ['pretty', 'junit=out/report.xml', 'ndjson=events.ndjson'],
    })
    expect(stdout).toBe('failed bad\n')
    expect(readFileSync(join(cwd, 'out/report.xml'), 'utf8')).toContain('failures="1"')
    expect(readFileSync(join(cwd, 'events.ndjson'), 'utf8')).toContain('"type":"case"')
    expect(stderr).toBe('Wrote out/report.xml (junit).\nWrote events.ndjson (ndjson).\n')
  })

  it('leave no terminal empty: without pretty, what failed stands on stderr', async () => {
    const { stdout, stderr } = await report([passed, failed], { reporter: ['junit=report.xml'] })
    expect(stdout).toBe('')
    expect(stderr).toBe('FAILED s: bad: It broke.\n1 passed, 1 failed\nWrote report.xml (junit).\n')
  })

  it('name the error that a case failed for, whatever hint stands before it', async () => {
    const problems = [
      { code: 'a', severity: 'info', message: 'The wording changed.' },
      { code: 'b', severity: 'error', message: 'Known.', accepted: 'later' },
      { code: 'c', severity: 'error', message: 'It broke.' },
    ] as const
    const { stdout, stderr } = await report([{ ...failed, problems }], { reporter: ['junit'] })
    expect(stderr).toContain('FAILED s: bad: It broke.')
    expect(stdout).toContain('<failure message="It broke.">')
  })

  it.each([
    [['pretty', 'json'], 'The reporters pretty and json all write to stdout.'],
    [['jnit'], 'Unknown reporter jnit. Did you mean junit?'],
    [['junit='], '--reporter junit= has no file name after "=".'],
    [['junit=a', 'json=a'], 'Several reporters write to a.'],
  ])('refuse %j', async (reporter, message) => {
    await expect(report([passed], { reporter })).rejects.toThrow(message)
  })

  it('are pretty and github under GitHub Actions', async () => {
    const env = { GITHUB_ACTIONS: 'true' }
    const { stdout, stderr, summary } = await report([failed], { env })
    expect(stdout).toBe('failed bad\n')
    expect(stderr).toBe('::error file=a/b.json,line=3,title=ringback test%3A c::It broke.\n')
    expect(summary).toContain('### ringback test: 0 passed, 1 failed')
    expect(summary).toContain('| error | It broke. | a/b.json |')
    const chosen = await report([failed], { env, reporter: ['pretty'] })
    expect(chosen.stderr).toBe('')
    expect(existsSync(join(chosen.cwd, 'summary.md'))).toBe(false)
  })
})
