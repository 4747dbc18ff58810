import type { Found } from './found.ts'
import type { SourceFile } from './source-files.ts'

/** How a port is written in sources, surest first; each has the port as its only group. */
const inSources: readonly RegExp[] = [
  // process.env.PORT ?? 4000, Number(process.env.PORT) || 4000, os.environ.get("PORT", 5000), ENV.fetch("PORT") { 3000 }
  /(?:\b|_)PORT["'\])]{0,4}\s{0,4}(?:\?\?|\|\||,|\{|\?:)\s{0,4}["']?(\d{2,5})\b/,
  // listen(4000), listen({ port: 4000 }), ListenAndServe(":8080"), Run("127.0.0.1:8080")
  /\b(?:listen|Listen|ListenAndServe|Run|Start)\(\s{0,4}["'`]?(?:[\w.]{0,20}:)?(\d{2,5})\b/,
  /\blisten\(\s{0,4}\{[^}]{0,80}?\bport:\s{0,4}(\d{2,5})\b/,
  // app.run(port=5001), uvicorn.run(app, port=8001), serve({ fetch, port: 8787 })
  /\b(?:run|serve)\([^)]{0,120}?\bport\s{0,4}[=:]\s{0,4}(\d{2,5})\b/,
  // set :port, 4567
  /\bset\s{1,4}:port,\s{0,4}(\d{2,5})\b/,
  // const PORT = 4000, { PORT = '4000' }, PORT: int = 4000
  /\bport\b(?::\s{0,4}\w{1,20})?\s{0,4}:?=\s{0,4}["']?(\d{3,5})\b/i,
  /\b(?:server\.port\s{0,4}[=:]|http:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):)\s{0,4}(\d{3,5})\b/,
]

/** How a port is written on a command line. */
const inCommands = /(?:\bPORT=|(?:^|\s)(?:--port|-p)[ =]|--bind[ =]\S{0,40}:)(\d{2,5})\b/

/** The port of a command line: of a script, a Procfile or a Dockerfile. */
export function portOfCommand(line: string): number | undefined {
  return validPort(inCommands.exec(line)?.[1])
}

/** The port that a source file names. */
export function portOfSources(files: readonly SourceFile[]): Found<number> | undefined {
  for (const pattern of inSources) {
    for (const { path, text } of files) {
      const value = validPort(pattern.exec(text)?.[1])
      if (value !== undefined) return { value, from: path }
    }
  }
  return undefined
}

/** A text as a port; undefined where it is none. */
export function validPort(text: string | undefined): number | undefined {
  const port = Number(text)
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined
}
