-- What wrk sends: `wrk -s wrk.lua <URL> -- <index of the first request> <template> <keep-alive | close | ready-made>`.
-- The n-th request has the same bytes as the n-th of webhook.ts; see there for the format of the template.

local ffi = require("ffi")
local floor = math.floor

local kinds = { "incoming", "digits", "speech", "digits", "speech", "digits", "speech", "completed" }
local callsAtOnce = 64
local requestsPerBlock = callsAtOnce * #kinds
local nextIndex = 0
local prepared = {}
local readyMade

-- A bijection of the numbers below 2^32, exact in doubles for numbers below 2^31.
local function mixed(number, salt)
  if salt == 0 then return number end
  return (number * (2654435 + salt * 15838)) % 4294967296
end

local function read(path)
  local sections = {}
  local section
  for line in io.lines(path) do
    local name = line:match("^%[(%a+)%]$")
    if name then
      section = {}
      sections[name] = section
    else
      section[#section + 1] = line
    end
  end
  return sections
end

-- All values have a fixed width, so that a request is a copy of its kind with values written over places.
local function prepare(head, form)
  local text = head:gsub("{length}", tostring(#(form:gsub("{[^}]*}", function(field)
    local width = field:match(" (%d+)}$") or #field:match("[^ {|]+|"):sub(1, -2)
    return ("0"):rep(tonumber(width))
  end)))) .. form
  local fields = {}
  local plain = ""
  local at = 1
  for before, source, salt, format, after in text:gmatch("([^{]*){(%a+) (%d+) ([^}]*)}()") do
    plain = plain .. before
    local base, width = format:match("^(%a+) (%d+)$")
    local field = { at = #plain, ofCall = source == "call", salt = tonumber(salt), words = {}, base = 0 }
    if base then
      field.base = base == "hex" and 16 or 10
      field.width = tonumber(width)
    else
      for word in format:gmatch("[^|]+") do field.words[#field.words + 1] = word end
      field.width = #field.words[1]
    end
    fields[#fields + 1] = field
    plain = plain .. ("0"):rep(field.width)
    at = after
  end
  plain = plain .. text:sub(at)
  local bytes = ffi.new("uint8_t[?]", #plain)
  ffi.copy(bytes, plain, #plain)
  return { bytes = bytes, length = #plain, fields = fields }
end

local function writeNumber(bytes, at, width, base, value)
  for place = at + width - 1, at, -1 do
    local rest = floor(value / base)
    local digit = value - rest * base
    bytes[place] = digit < 10 and 48 + digit or 87 + digit
    value = rest
  end
end

local function webhook(index)
  local inBlock = index % requestsPerBlock
  local call = floor(index / requestsPerBlock) * callsAtOnce + inBlock % callsAtOnce
  local kind = prepared[1 + floor(inBlock / callsAtOnce)]
  local bytes = kind.bytes
  local fields = kind.fields
  for place = 1, #fields do
    local field = fields[place]
    local value = mixed(field.ofCall and call or index, field.salt)
    if field.base == 16 then writeNumber(bytes, field.at, field.width, 16, value)
    elseif field.base == 10 then writeNumber(bytes, field.at, field.width, 10, floor(value / 1024))
    else ffi.copy(bytes + field.at, field.words[1 + floor(value / 1024) % #field.words], field.width) end
  end
  return ffi.string(bytes, kind.length)
end

function init(args)
  nextIndex = tonumber(args[1])
  local sections = read(args[2])
  local head = table.concat(sections.head, "\r\n") .. (args[3] == "close" and "\r\nConnection: close" or "") .. "\r\n\r\n"
  for place, kind in ipairs(kinds) do
    local path, form = sections[kind][1], sections[kind][2]
    local own = head:gsub("{path}", path):gsub("{step}", tostring(place - 1))
    prepared[place] = prepare(own, sections.form[1] .. form)
  end
  if args[3] == "ready-made" then readyMade = webhook(nextIndex) end
end

function request()
  if readyMade then return readyMade end
  local index = nextIndex
  nextIndex = index + 1
  return webhook(index)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(
    string.format(
      '\n{"requests":%d,"seconds":%.6f,"p50Ms":%.3f,"p99Ms":%.3f,"worstMs":%.3f,"errors":%d,"cpuSeconds":%.3f}\n',
      summary.requests,
      summary.duration / 1e6,
      latency:percentile(50) / 1e3,
      latency:percentile(99) / 1e3,
      latency.max / 1e3,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      os.clock()
    )
  )
end
