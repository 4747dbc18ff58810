import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort, startScript, startServer, type Served } from './processes.ts'

/** A proxy that can be put in front of the app. */
export interface Variant {
  readonly name: string
  /** Why it cannot be measured here; undefined when it can. */
  missing(): string | undefined
  /** Starts it in front of `target`, with a folder of its own. */
  start(target: string, folder: string): Promise<Served>
}

const always = (): undefined => undefined
const authToken = '0123456789abcdef0123456789abcdef'

export const variants = {
  forwarding: {
    name: 'ringback, not recording',
    missing: always,
    start: async (target) => startScript('ours.ts', [target]),
  },
  recording: {
    name: 'ringback, recording (redacted, to a directory)',
    missing: always,
    start: async (target, folder) => startScript('ours.ts', [target, folder]),
  },
  verifying: {
    name: 'ringback, recording and checking signatures',
    missing: always,
    start: async (target, folder) => startScript('ours.ts', [target, folder, authToken]),
  },
  httpProxy: {
    name: 'http-proxy 1.18.1 with a keep-alive agent, not recording',
    missing: always,
    start: async (target) => startScript('http-proxy-1.ts', [target]),
  },
  nginx: {
    name: 'nginx with Lua, logging both bodies',
    missing: () => missingCommand('nginx', 'nginx-light, libnginx-mod-http-lua') ?? missingLua(),
    start: startNginx,
  },
  mitmdump: {
    name: 'mitmdump, saving flows',
    missing: () => missingCommand('mitmdump', 'mitmproxy'),
    async start(target, folder) {
      const port = await freePort()
      const args = ['--mode', `reverse:${target}`, '--listen-host', '127.0.0.1', '-p', String(port), '-q']
      return startServer(
        'mitmdump',
        [...args, '--set', 'keep_host_header=true', '-w', join(folder, 'flows')],
        port,
      )
    },
  },
  talkback: npmPeer('talkback', '4.2.0', 'peer-talkback.ts'),
  anyproxy: npmPeer('anyproxy', '4.1.3', 'peer-anyproxy.ts'),
} as const satisfies Record<string, Variant>

const luaModule = '/usr/lib/nginx/modules/ngx_http_lua_module.so'

function missingLua(): string | undefined {
  return existsSync(luaModule) ? undefined : 'no Lua module for nginx (Debian: libnginx-mod-http-lua)'
}

function missingCommand(command: string, debian: string): string | undefined {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' })
    return undefined
  } catch {
    return `no ${command} (Debian: ${debian})`
  }
}

async function startNginx(target: string, folder: string): Promise<Served> {
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    `load_module /usr/lib/nginx/modules/ndk_http_module.so;
load_module ${luaModule};
daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log error;
events {}
http {
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  log_format both escape=json '{"at":"$msec","method":"$request_method","url":"$request_uri","body":"$request_body","status":"$status","answer":"$answer"}';
  upstream app { server ${new URL(target).host}; keepalive 128; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    client_body_buffer_size 64k; client_body_in_single_buffer on; lua_need_request_body on;
    location / {
      set $answer "";
      body_filter_by_lua_block {
        ngx.ctx.answer = (ngx.ctx.answer or "") .. (ngx.arg[1] or "")
        if ngx.arg[2] then ngx.var.answer = ngx.ctx.answer end
      }
      proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      access_log ${folder}/exchanges.ndjson both buffer=64k;
    }
  }
}
`,
  )
  return startServer('nginx', ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], port)
}

/** A peer from npm, installed when it is first measured, into a folder of its own. */
function npmPeer(name: string, version: string, script: string): Variant {
  return {
    name: `${name} ${version}, recording`,
    missing: always,
    async start(target, folder) {
      const install = join(folder, 'install')
      await mkdir(install, { recursive: true })
      await writeFile(join(install, 'package.json'), '{}')
      const args = [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--silent',
        `${name}@${version}`,
      ]
      await promisify(execFile)('npm', args, { cwd: install, timeout: 120_000 })
      const path = fileURLToPath(new URL(script, import.meta.url))
      return startScript(path, [target, folder, join(install, 'package.json'), String(await freePort())])
    },
  }
}
