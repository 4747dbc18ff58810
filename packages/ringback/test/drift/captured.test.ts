import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DriftReport } from '@ringback/arbitraries'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import { capturedDrift } from './captured-drift.ts'
import { capturedExchanges, recordInto } from './captured-exchanges.ts'

const exchanges = capturedExchanges()

describe('captured webhooks, each alone', () => {
  it.each(exchanges.map((exchange) => ({ id: exchange.id, exchange })))(
    '$id differs as is listed, or not at all',
    async ({ id, exchange }) => {
      const cwd = mkdtempSync(join(tmpdir(), 'ringback-drift-'))
      await recordInto(join(cwd, 'recordings'), [exchange])
      const { code, stdout } = await runCli(['drift', '--format', 'json'], { cwd })
      const { findings } = JSON.parse(stdout) as DriftReport // What the command prints.
      const [, ...reasons] = capturedDrift[id] ?? ['']
      expect([...new Set(findings.map(({ reason }) => reason))].toSorted()).toEqual(reasons.toSorted())
      expect(code).toBe(reasons.length === 0 ? 0 : 1)
      for (const { kind, message, rows } of findings) {
        expect(kind).toBe(exchange.kind)
        expect(message).not.toBe('')
        expect(rows.length).toBeGreaterThan(0)
      }
    },
  )

  it('are all there, and the list has no others', () => {
    expect(exchanges.length).toBe(72)
    const listed = Object.keys(capturedDrift)
    expect(exchanges.map(({ id }) => id)).toEqual(expect.arrayContaining(listed))
    expect(listed.length).toBeLessThanOrEqual(31)
  })
})

describe('captured webhooks together', () => {
  let cwd: string

  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'ringback-drift-'))
    await recordInto(join(cwd, 'recordings'), exchanges)
  })

  it('are printed for a person', async () => {
    const { code, stdout, stderr } = await runCli(['drift'], { cwd })
    expect([code, stderr]).toEqual([1, ''])
    await expect(stdout.replaceAll(cwd, '.')).toMatchFileSnapshot('../golden/drift.txt')
  })

  it('are printed for a program', async () => {
    const { code, stdout } = await runCli(['drift', '--format', 'json'], { cwd })
    expect(code).toBe(1)
    await expect(stdout.replaceAll(cwd, '.')).toMatchFileSnapshot('../golden/drift-json.txt')
  })

  it.each([60, 100])('fit into %i columns', async (columns) => {
    const { stdout } = await runCli(['drift'], { cwd, columns })
    expect(stdout.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([])
  })
})
