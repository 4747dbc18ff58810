import { pythonWith } from '@ringback/test-support/python'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const plugin = join(root, 'tools/pytest-ringback')
const python = pythonWith('pytest', 'flask')
const ringback = [
  process.execPath,
  '--conditions=ringback:source',
  join(root, 'packages/ringback/src/start.ts'),
]

test.skipIf(python === undefined)('pytest-ringback starts serve and drives it (python3-pytest)', () => {
  const options = ['-p', 'pytest_ringback.plugin', '-p', 'no:cacheprovider', '-q']
  const { status, stdout } = spawnSync(python ?? '', ['-m', 'pytest', ...options, join(plugin, 'tests')], {
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: join(plugin, 'src'),
      RINGBACK_COMMAND: ringback.join(' '),
      RINGBACK_URL: '',
    },
    encoding: 'utf8',
  })
  expect([status, status === 0 ? '' : stdout]).toEqual([0, ''])
})
