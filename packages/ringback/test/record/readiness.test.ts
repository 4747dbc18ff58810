import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiskProbe } from '../../src/commands/record/admin/disk-probe.ts'
import { createReadiness, type ReadinessSources } from '../../src/commands/record/admin/readiness.ts'
import { sharedFor } from '../../src/commands/record/admin/shared-for.ts'

const good: ReadinessSources = {
  phase: () => 'listening',
  probeDisk: async () => undefined,
  spoolBytes: async () => 0,
  spoolLimitBytes: 1000,
  notKept: () => 0,
  now: () => 0,
}

describe('a proxy', () => {
  test('is ready when it listens and can keep what passes', async () => {
    expect(await createReadiness(good)()).toEqual([])
  })

  test.each<[Partial<ReadinessSources>, string]>([
    [{ phase: () => 'starting' }, 'it does not listen yet'],
    [{ phase: () => 'leaving' }, 'it is about to end'],
    [{ probeDisk: async () => 'no space' }, 'no space'],
    [{ spoolBytes: async () => 990 }, 'the spool is full: 990 of 1000 bytes wait to be recorded'],
    [{ notKept: () => 3 }, 'exchanges could not be kept (3 so far)'],
  ])('is not ready: %o', async (bad, reason) => {
    expect(await createReadiness({ ...good, ...bad })()).toEqual([reason])
  })

  test('that has lost something is ready again ten seconds later, if it loses nothing more', async () => {
    let now = 0
    let lost = 0
    const unready = createReadiness({ ...good, notKept: () => lost, now: () => now })
    expect(await unready()).toEqual([])
    lost = 1
    expect(await unready()).toHaveLength(1)
    now = 9999
    expect(await unready()).toHaveLength(1)
    now = 10_000
    expect(await unready()).toEqual([])
    lost = 2
    expect(await unready()).toHaveLength(1)
  })
})

describe('the probe of a disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ringback-probe-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('leaves nothing behind where it can write', async () => {
    const probe = createDiskProbe(folder)
    expect(await Promise.all([probe(), probe()])).toEqual([undefined, undefined])
    expect(readdirSync(folder)).toEqual([])
  })

  test('says why it cannot write, and notices when it can again', async () => {
    const inside = join(folder, 'spool')
    const probe = createDiskProbe(inside)
    expect(await probe()).toBe('the spool cannot be written (ENOENT)')
    writeFileSync(inside, '')
    expect(await probe()).toBe('the spool cannot be written (ENOTDIR)')
    rmSync(inside)
    mkdirSync(inside)
    expect(await probe()).toBeUndefined()
  })
})

test('a shared computation runs once for all who ask meanwhile, and a failure is not kept', async () => {
  let runs = 0
  const shared = sharedFor(60_000, async () => {
    runs += 1
    if (runs === 1) throw new Error('first')
    return runs
  })
  await expect(Promise.all([shared(), shared()])).rejects.toThrow('first')
  expect(runs).toBe(1)
  expect(await Promise.all([shared(), shared()])).toEqual([2, 2])
  expect(await shared()).toBe(2)
})
