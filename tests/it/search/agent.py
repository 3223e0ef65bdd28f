"""Asks `docsheet mcp` with the official client, and prints what it answers as JSON."""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(program, folder):
    server = StdioServerParameters(command=program, args=["mcp", "--docsets", folder])
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        answers = {"tools": [[tool.name, tool.annotations.readOnlyHint] for tool in tools]}

        async def call(name, **arguments):
            answer = await session.call_tool(name, arguments)
            return [bool(answer.isError), answer.content[0].text]

        answers["search"] = await call("search", query="sip:busy", limit=2)
        hits = json.loads(answers["search"][1])["hits"]
        answers["read"] = await call("read", place=hits[0]["place"])
        answers["query"] = await call("read", place="sip:486")
        answers["more"] = await call("read", place="sip:486", max_tokens=5000)
        answers["slip"] = await call("search", query="sip:forbdiden")
        answers["nothing"] = await call("read", place="sip:xylophone")
        print(json.dumps(answers))


asyncio.run(main(*sys.argv[1:]))
