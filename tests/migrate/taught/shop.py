from acme.wallet import Wallet as W

wallet = W(retries=3)


def buy(cart):
    if not cart.token:
        return wallet.ask_buyer(cart)
    return wallet.charge(cart.token, cart.total, caller_reference=cart.id)


def give_back(cart):
    cart.charge(0)
    return wallet.fps_refund(transaction_id=cart.transaction, caller_reference='r%s' % cart.id)
