import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { twiml } from '../load/twiml.ts'
import { missingCommand } from '../process/missing-command.ts'
import { startServed, type Served } from '../process/served.ts'

const modules = '/usr/lib/nginx/modules'
const luaModule = join(modules, 'ngx_http_lua_module.so')

/** Why nginx cannot be started here; undefined when it can. */
export function missingNginx(): string | undefined {
  return missingCommand('nginx', 'nginx-light')
}

/** Why nginx with Lua cannot be started here; undefined when it can. */
export function missingLua(): string | undefined {
  const noModule = 'the Lua module of nginx is not installed (Debian: libnginx-mod-http-lua)'
  return missingNginx() ?? (existsSync(luaModule) ? undefined : noModule)
}

/** An app that answers every request with the same TwiML: one process, connections kept as long as the caller likes. */
export async function startNginxApp(folder: string): Promise<Served> {
  return startNginx(folder, 'app', {
    server: `location / { default_type text/xml; return 200 '${twiml}'; }`,
  })
}

/** A proxy that writes both bodies of each exchange to a file, as lines of JSON. */
export async function startNginxLogging(app: string, folder: string): Promise<Served> {
  return startNginx(folder, 'logging', {
    modules: `load_module ${join(modules, 'ndk_http_module.so')}; load_module ${luaModule};`,
    http: `
  log_format both escape=json '{"at":"$msec","method":"$request_method","url":"$request_uri","body":"$request_body","status":"$status","answer":"$answer"}';
  upstream app { server ${new URL(app).host}; keepalive 128; keepalive_requests 1000000000; }`,
    server: `
    client_body_buffer_size 64k; client_body_in_single_buffer on; lua_need_request_body on;
    location / {
      set $answer "";
      body_filter_by_lua_block {
        ngx.ctx.answer = (ngx.ctx.answer or "") .. (ngx.arg[1] or "")
        if ngx.arg[2] then ngx.var.answer = ngx.ctx.answer end
      }
      proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      access_log ${join(folder, 'exchanges.ndjson')} both buffer=64k;
    }`,
  })
}

interface Configuration {
  readonly modules?: string
  readonly http?: string
  readonly server: string
}

async function startNginx(
  folder: string,
  name: string,
  { modules: load = '', http = '', server }: Configuration,
): Promise<Served> {
  const path = (each: string): string => join(folder, `${name}-${each}`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (each) => `${each}_temp_path ${path(each)};`,
  )
  const file = path('nginx.conf')
  const args = (port: number): readonly string[] => {
    writeFileSync(
      file,
      `${load}
daemon off; master_process off; pid ${path('pid')}; error_log ${path('error.log')} error;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; ${temporary.join(' ')}${http}
  server { listen 127.0.0.1:${port} backlog=4096; ${server} }
}
`,
    )
    return ['-c', file, '-p', folder, '-e', path('error.log')]
  }
  return startServed({ command: 'nginx', args }, folder)
}
