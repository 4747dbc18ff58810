import { superlinear } from '@ringback/test-support/growth'
import { describe, expect, it } from 'vitest'
import { portOfCommand, portOfSources } from '../../src/commands/init/project/port.ts'
import { voicePathOfSources } from '../../src/commands/init/project/voice-path.ts'
import { runCli } from '../run-cli.ts'
import { packageJson, projectFolder, type Files } from './project-folder.ts'

interface Case {
  readonly what: string
  readonly files: Files
  /** The lines that say what was found, without what only aligns them. */
  readonly found: readonly string[]
}

const expressApp =
  "app.post('/voice', answer)\napp.post('/status', note)\napp.listen(process.env.PORT ?? 3000)"

const cases: readonly Case[] = [
  {
    what: 'express with a script',
    files: {
      'package.json': packageJson(['express', 'vitest'], { scripts: { start: 'node app.js' } }),
      'app.js': expressApp,
    },
    found: [
      'Project express (Node.js), tests with vitest',
      'App http://localhost:3000 from app.js',
      'Voice URL /voice from app.js',
      'Start npm start',
    ],
  },
  {
    what: 'express that nobody has declared, with a byte order mark',
    files: { 'package.json': '\uFEFF{}', 'app.mjs': `import express from 'express'\n${expressApp}` },
    found: [
      'Project express (Node.js)',
      'App http://localhost:3000 from app.mjs',
      'Voice URL /voice from app.mjs',
      'Start node app.mjs',
    ],
  },
  {
    what: 'fastify in TypeScript, with pnpm',
    files: {
      'package.json': packageJson(['fastify', 'typescript', 'jest'], {
        scripts: { dev: 'tsx src/server.ts' },
      }),
      'pnpm-lock.yaml': '',
      'src/server.ts':
        "app.route({ method: 'POST', url: '/calls/incoming' })\nawait app.listen({ host, port: 8085 })",
    },
    found: [
      'Project fastify (Node.js), tests with jest',
      'App http://localhost:8085 from src/server.ts',
      'Voice URL /calls/incoming from src/server.ts',
      'Start pnpm run dev',
    ],
  },
  {
    what: 'routes in another file, below a path, and a port of another name',
    files: {
      'package.json': packageJson(['fastify'], { scripts: { start: 'node src/main.js' } }),
      'src/config.js': 'export const port = Number(process.env.HTTP_PORT ?? 8088)',
      'src/main.js': "await app.register(phone, { prefix: '/twilio' })\nawait app.listen({ port })",
      'src/phone.js': "app.post('/inbound', answer)\napp.post('/menu', choose)",
    },
    found: [
      'Project fastify (Node.js)',
      'App http://localhost:8088 from src/config.js',
      'Voice URL /twilio/inbound from src/phone.js',
      'Start npm start',
    ],
  },
  {
    what: 'a router in the file that mounts it',
    files: {
      'package.json': packageJson(['express']),
      'index.js':
        "router.post('/answer', answer)\napp.use('/voice', router)\nconst { PORT = 4321 } = process.env",
    },
    found: [
      'Project express (Node.js)',
      'App http://localhost:4321 from index.js',
      'Voice URL /voice/answer from index.js',
      'Start node index.js',
    ],
  },
  {
    what: 'hono with its port on the command line',
    files: {
      'package.json': packageJson(['hono'], { scripts: { start: 'PORT=8787 node src/index.ts' } }),
      'src/index.ts': "app.post('/ivr', (c) => c.text(new VoiceResponse().toString()))",
    },
    found: [
      'Project hono (Node.js)',
      'App http://localhost:8787 from the script start',
      'Voice URL /ivr from src/index.ts',
      'Start npm start',
    ],
  },
  {
    what: 'koa without a route that looks like it',
    files: { 'package.json': packageJson(['koa']), 'app.js': 'app.listen(4100)' },
    found: [
      'Project koa (Node.js)',
      'App http://localhost:4100 from app.js',
      'Voice URL /voice no route looks like it; say --voice-url if it is another',
      'Start node app.js',
    ],
  },
  {
    what: 'Next.js',
    files: {
      'package.json': packageJson(['next'], { scripts: { dev: 'next dev -p 3200' } }),
      'app/api/voice/route.ts': 'export function POST() { return new Response("<Response/>") }',
    },
    found: [
      'Project Next.js (Node.js)',
      'App http://localhost:3200 from the script dev',
      'Voice URL /api/voice from app/api/voice/route.ts',
      'Start npm run dev',
    ],
  },
  {
    what: 'Twilio Functions',
    files: {
      'package.json': packageJson(['twilio', 'twilio-run'], { scripts: { start: 'twilio-run' } }),
      'functions/voice.protected.js': 'exports.handler = (context, event, callback) => callback()',
      'functions/voice-choice.protected.js': 'exports.handler = (context, event, callback) => callback()',
    },
    found: [
      'Project Twilio Functions (Node.js)',
      'Functions . called without a server',
      'Voice URL /voice from functions/voice.protected.js',
    ],
  },
  {
    what: 'Twilio Functions without the tools of Twilio',
    files: {
      'package.json': packageJson(['twilio']),
      'functions/ivr/choice.js': 'exports.handler = (context, event, callback) => callback()',
      'functions/ivr/welcome.js': 'exports.handler = (context, event, callback) => callback()',
    },
    found: [
      'Project Twilio Functions (Node.js)',
      'Functions . called without a server',
      'Voice URL /ivr/welcome from functions/ivr/welcome.js',
    ],
  },
  {
    what: 'Flask',
    files: {
      'requirements.txt': 'Flask==3.1\ntwilio\n',
      'app.py': '@app.route("/voice", methods=["POST"])\ndef voice(): ...\napp.run(debug=True, port=5005)',
    },
    found: [
      'Project Flask (Python)',
      'App http://localhost:5005 from app.py',
      'Voice URL /voice from app.py',
      'Start flask run --port 5005',
    ],
  },
  {
    what: 'Django',
    files: {
      'pyproject.toml': 'dependencies = ["django>=5"]',
      'ivr/urls.py': "path('incoming/', views.incoming)",
    },
    found: [
      'Project Django (Python)',
      'App http://localhost:8000 the default of Django',
      'Voice URL /incoming/ from ivr/urls.py',
      'Start python manage.py runserver 8000',
    ],
  },
  {
    what: 'Rails with a package.json for its pages',
    files: {
      Gemfile: 'gem "rails", "~> 8.0"',
      'package.json': packageJson(['esbuild']),
      'config/routes.rb': 'post "voice", to: "calls#answer"',
      'config/puma.rb': 'port ENV.fetch("PORT") { 3030 }',
    },
    found: [
      'Project Rails (Ruby)',
      'App http://localhost:3030 from config/puma.rb',
      'Voice URL /voice from config/routes.rb',
      'Start bin/rails server -p 3030',
    ],
  },
  {
    what: 'PHP without a framework',
    files: { 'voice.php': '<?php echo "<Response><Say>Hello</Say></Response>";' },
    found: [
      'Project no framework that ringback knows (PHP)',
      'App http://localhost:8000 no file says another',
      'Voice URL /voice.php from voice.php',
      'Start php -S 127.0.0.1:8000',
    ],
  },
  {
    what: 'Go',
    files: {
      'go.mod': 'module example.com/ivr',
      'main.go': 'http.HandleFunc("POST /voice", answer)\nhttp.ListenAndServe(":8090", nil)',
    },
    found: [
      'Project no framework that ringback knows (Go)',
      'App http://localhost:8090 from main.go',
      'Voice URL /voice from main.go',
      'Start go run .',
    ],
  },
  {
    what: 'variables of Twilio, and a port that is set',
    files: {
      'package.json': packageJson(['express']),
      '.env': 'PORT=3999\nTWILIO_AUTH_TOKEN=5ecret\n',
      '.env.example': 'PORT=1111\nTWILIO_ACCOUNT_SID=AC...\n',
      'server.js': `${expressApp}\nprocess.env.TWILIO_API_KEY`,
    },
    found: [
      'Project express (Node.js)',
      'App http://localhost:3999 from .env',
      'Voice URL /voice from server.js',
      'Start node server.js',
      'Variables TWILIO_AUTH_TOKEN (.env), TWILIO_ACCOUNT_SID (.env.example), TWILIO_API_KEY (server.js)',
    ],
  },
  {
    what: 'nothing at all',
    files: {},
    found: [
      'Project no language that ringback knows',
      'App http://localhost:3000 no file says another',
      'Voice URL /voice no route looks like it; say --voice-url if it is another',
    ],
  },
]

describe('what init finds in a project', () => {
  it.each(cases)('$what', async ({ files, found }) => {
    const { code, stdout } = await runCli(['init', '--dry-run'], { cwd: projectFolder(files) })
    const [table = ''] = stdout.split('\n\n')
    expect({ code, found: table.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' ')) }).toEqual({
      code: 0,
      found,
    })
    expect(stdout).not.toContain('5ecret')
  })

  it('takes options for what it finds', async () => {
    const cwd = projectFolder({ 'package.json': packageJson(['express']), 'app.js': expressApp })
    const options = ['--app', '4000/answer', '--start', 'make run', '--no-test', '--ci', 'none', '--no-call']
    const { stdout } = await runCli(['init', '--dry-run', ...options], { cwd })
    expect(stdout).toMatch(/^App +http:\/\/localhost:4000$/m)
    expect(stdout).toMatch(/^Voice URL +\/answer$/m)
    expect(stdout).toMatch(/^Start +make run$/m)
    expect(stdout).not.toMatch(/vitest|workflows|is called/)
  })

  it('names the apps of a monorepo, and looks at the one that is given', async () => {
    const cwd = projectFolder({
      'package.json': packageJson([], { workspaces: ['apps/*'] }),
      'package-lock.json': '{}',
      '.git/HEAD': '',
      'apps/booking/package.json': packageJson(['express']),
      'apps/booking/app.js': expressApp,
      'apps/support/package.json': packageJson(['fastify']),
      'packages/ui/package.json': packageJson(['react']),
    })
    const { code, stderr } = await runCli(['init', '--dry-run'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('- apps/booking (express)\n      - apps/support (fastify)\n')
    expect(stderr).toContain('ringback init apps/booking')
    const { stdout } = await runCli(['init', 'apps/booking', '--dry-run'], { cwd })
    expect(stdout).toMatch(/^Project +express/m)
    expect(stdout).toContain('.github/workflows/ringback-apps-booking.yml')
    expect(stdout).toContain('working-directory: "apps/booking"')
    expect(stdout).toMatch(/- run: npm ci\n {2}\+ +working-directory: "\."/)
  })
})

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a port in sources': (text) => portOfSources([{ path: 'app.js', text }]),
  'a port on a command line': portOfCommand,
  'a route': (text) => voicePathOfSources([{ path: 'app.js', text }]),
  'the path of a router': (text) => voicePathOfSources([{ path: 'app.js', text: `post('/voice')${text}` }]),
  'the path of a route in another file': (text) =>
    voicePathOfSources([
      { path: 'app.js', text: "post('/voice')" },
      { path: 'other.js', text },
    ]),
}

it.each(Object.entries(readers))('the work grows as the text does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
