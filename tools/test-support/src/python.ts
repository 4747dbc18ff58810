import { spawnSync } from 'node:child_process'

/**
 * A Python of this machine that can import these modules; undefined where there is none. Debian's own comes first, because its
 * packages are not seen by a Python that was installed beside it.
 */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const program = `import ${modules.join(', ')}`
  return ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', program]).status === 0)
}
