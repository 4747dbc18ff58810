import { globSync } from 'node:fs'

/** The files below a folder that match one of the patterns, sorted; without what is installed, built or generated. */
export function workspaceFiles(root: string, patterns: readonly string[]): readonly string[] {
  const files = patterns.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' }),
  )
  return [...new Set(files.map((file) => file.replaceAll('\\', '/')))].sort()
}

/** The hand-written sources of every package. */
export function packageSources(root: string): readonly string[] {
  return workspaceFiles(root, ['packages/*/src/**/*.{ts,tsx}']).filter((path) => !/\.gen\.tsx?$/.test(path))
}
