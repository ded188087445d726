"""Every client of Amazon Pay that others wrote plays the story, and then what it alone can do."""

import pay_boto
import pay_contract
import pay_npm
import pay_python
import pay_story
from amazon import amazon
from pay_world import World
from receiver import Receiver


def check(fps):
    meet(fps, pay_python, "amazon_pay", pay_python.OF_AMAZON_PAY)
    meet(fps, pay_python, "pay_with_amazon", ())
    meet(fps, pay_boto)
    meet(fps, pay_npm)


def meet(fps, client, *more):
    with Receiver() as receiver, amazon(fps, "--ipn-url", receiver.ipn_url) as sandbox:
        world = World(sandbox, receiver)
        called, done = client.play(world, *more, pay_story.play)
        exchanges = world.exchanges()
        pay_contract.judge(exchanges, called)
        client.expect(exchanges)
        if not world.balanced():
            raise AssertionError("the ledger does not balance")
        print(f"{done}; {len(called)} operations", flush=True)
