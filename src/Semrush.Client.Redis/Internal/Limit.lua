-- One limit of an account: the starts of requests, reserved ones included; the places (requests in flight), by the end of their lease; and
-- the attempts that wait for a place. Times are microseconds of the clock of the server.
local starts, places, waiting = KEYS[1], KEYS[2], KEYS[3]
local action, name = ARGV[1], ARGV[2]
local max_starts, window, late, max_places, lease = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function put(key, score, member)
  redis.call('ZADD', key, score, member)
  redis.call('PEXPIRE', key, 600000 + math.ceil(window / 1000))
end

redis.call('ZREMRANGEBYSCORE', starts, '-inf', now - window)
redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
-- What is later than possible is from before the clock was set back.
redis.call('ZREMRANGEBYSCORE', places, now + lease + 1, '+inf')
if max_starts > 0 then
  local latest = now + (redis.call('ZCARD', starts) / max_starts + 2) * window
  for _, start in ipairs(redis.call('ZRANGEBYSCORE', starts, latest, '+inf')) do
    put(starts, now, start)
  end
end

if action == 'extend' then
  put(places, now + lease, name)
elseif action ~= 'enter' then
  redis.call('ZREM', places, name)
  redis.call('ZREM', waiting, name)
  if action == 'cancel' then
    redis.call('ZREM', starts, name)
  end
end
-- Free places go to those that wait, in their order. Each is woken by its name.
while redis.call('ZCARD', places) < max_places do
  local first = redis.call('ZPOPMIN', waiting)[1]
  if not first then
    break
  end
  put(places, now + lease, first)
  -- Without the permission for the channel, it asks again after a second.
  redis.pcall('PUBLISH', 'semrush:' .. first:match('^[^/]+'), first)
end
if action ~= 'enter' then
  return {}
end

local held = redis.call('ZSCORE', places, name)
local at = tonumber(redis.call('ZSCORE', starts, name))
if not at and (held or max_starts == 0 or redis.call('ZSCORE', waiting, name)) then
  at = now
elseif not at then
  -- A new attempt starts after all that came before it.
  local last = redis.call('ZREVRANGE', starts, max_starts - 1, max_starts - 1, 'WITHSCORES')[2]
  if last then
    at = last + window
  else
    -- A server that was restarted does not know the starts before. Its uptime may be a second too long.
    local found, info = pcall(redis.call, 'INFO', 'server')
    at = now + window - 1000000 * ((found and tonumber(info:match('uptime_in_seconds:(%d+)')) or math.huge) - 1)
  end
  at = math.max(now, at)
  put(starts, at, name)
end
if at > now then
  return {'start', at - now}
end

if not held and redis.call('ZCARD', places) >= max_places then
  redis.call('ZREM', starts, name)
  put(waiting, redis.call('ZSCORE', waiting, name) or now, name)
  return {'place', redis.call('ZRANGE', places, 0, 0, 'WITHSCORES')[2] - now}
end
-- Its turn. A small delay is within the margin. A longer one, or a start before that was late, moves the starts after it. The request then
-- has the whole margin again, so that a round trip may take as long.
if at < now - late / 2 then
  at = now
end
if max_starts > 0 then
  put(starts, at, name)
  local list = redis.call('ZRANGE', starts, 0, -1, 'WITHSCORES')
  for i = 2 * max_starts + 2, #list, 2 do
    local possible = list[i - 2 * max_starts] + window
    if tonumber(list[i]) < possible and (tonumber(list[i]) > now or list[i - 1] == name) then
      list[i] = possible
      put(starts, possible, list[i - 1])
    end
  end
  at = tonumber(redis.call('ZSCORE', starts, name))
  if at > now then
    redis.call('ZREM', places, name)
    return {'start', at - now}
  end
end
put(places, now + lease, name)
return {'go', at + late - now}
