"""Attention, pooling and self-attention: closed forms, central differences, and torch."""

import numpy as np
import pytest

from lstm_core.translation import attention, decoders, pooling, self_attention
from lstm_core.translation.scores import KINDS, new_weights
from tests.support.oracles import central_difference, relative_error

T, B, S, Q, H, A = 3, 2, 5, 4, 4, 6


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def given(rng):
    """(query, encoder, mask): the second sequence has two steps of padding."""
    mask = np.ones((S, B), bool)
    mask[3:, 1] = False
    return rng.normal(size=(T, B, Q)), rng.normal(size=(S, B, H)), mask


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_of_every_kind_match_a_nudge(kind, given, rng):
    query, encoder, mask = given
    weights, weighting = new_weights(kind, Q, H, A, rng), rng.normal(size=(T, B, H))
    found = attention.attend_backward(weighting, attention.attend(kind, weights, query, encoder, mask)[1])

    def loss() -> float:
        return float(np.sum(weighting * attention.attend(kind, weights, query, encoder, mask)[0].context))

    assert set(found.weights) == set(weights)
    for array, gradient in [(query, found.query), (encoder, found.encoder)] + [
        (weights[name], found.weights[name]) for name in weights
    ]:
        assert relative_error(gradient, central_difference(loss, array)) < 1e-8


@pytest.mark.parametrize("kind", KINDS)
def test_padding_is_neither_read_nor_taught(kind, given, rng):
    query, encoder, mask = given
    weights = new_weights(kind, Q, H, A, rng)
    whole, cache = attention.attend(kind, weights, query, encoder, mask)
    assert not whole.weights[:, 1, 3:].any()
    assert np.allclose(whole.weights.sum(axis=2), 1)
    alone = attention.attend(kind, weights, query[:, 1:], encoder[:3, 1:])[0]
    assert np.abs(alone.context[:, 0] - whole.context[:, 1]).max() < 1e-15
    assert not attention.attend_backward(np.ones((T, B, H)), cache).encoder[3:, 1].any()


def test_equal_scores_give_the_mean(given):
    query, encoder, mask = given
    found = attention.attend("dot", {}, np.zeros_like(query), encoder, mask)[0]
    assert np.abs(found.context[0, 0] - encoder[:, 0].mean(axis=0)).max() < 1e-15
    assert np.abs(found.context[0, 1] - encoder[:3, 1].mean(axis=0)).max() < 1e-15


def test_one_score_far_above_the_others_copies_its_value(rng):
    encoder = np.eye(4)[:, None].repeat(2, axis=1)
    found = attention.attend("dot", {}, 1e4 * encoder[[2]], encoder)[0]
    assert np.array_equal(found.context[0], encoder[2])


def test_general_with_the_identity_is_dot_and_concat_in_two_halves_is_additive(given, rng):
    query, encoder, mask = given
    dot = attention.attend("dot", {}, query, encoder, mask)[0]
    general = attention.attend("general", {"W_kq": np.eye(H)}, query, encoder, mask)[0]
    additive = new_weights("additive", Q, H, A, rng)
    concat = {"W_ca": np.hstack([additive["W_qa"], additive["W_ka"]]), "w_a": additive["w_a"]}
    for one, other in (
        (dot, general),
        *[
            (
                attention.attend("additive", additive, query, encoder, mask)[0],
                attention.attend("concat", concat, query, encoder, mask)[0],
            )
        ],
    ):
        assert np.allclose(one.context, other.context, rtol=0, atol=1e-14)


def test_additive_attention_equals_its_formula_written_with_loops(given, rng):
    query, encoder, _ = given
    w = new_weights("additive", Q, H, A, rng)
    found = attention.attend("additive", w, query, encoder)[0]
    for t in range(T):
        for b in range(B):
            scores = [w["w_a"] @ np.tanh(w["W_qa"] @ query[t, b] + w["W_ka"] @ encoder[s, b]) for s in range(S)]
            share = np.exp(scores) / np.exp(scores).sum()
            assert np.allclose(found.context[t, b], sum(share[s] * encoder[s, b] for s in range(S)), atol=1e-14)


def test_pooling_reads_one_mean_and_its_gradients_match_a_nudge(given, rng):
    _, h, mask = given
    weights = {"W_hu": rng.normal(size=(A, H)), "b_u": rng.normal(size=A), "w_u": rng.normal(size=A)}
    weighting = rng.normal(size=(1, B, H))
    found, cache = pooling.pool(weights, h, mask)
    assert found.weights.shape == (1, B, S)
    assert not found.weights[0, 1, 3:].any()
    d_weights, d_h = pooling.pool_backward(weighting, cache)
    for array, gradient in [(h, d_h), *((weights[name], d_weights[name]) for name in weights)]:
        measured = central_difference(
            lambda: float(np.sum(weighting * pooling.pool(weights, h, mask)[0].context)), array
        )
        assert relative_error(gradient, measured) < 1e-8


def test_luongs_output_has_the_gradients_of_a_nudge(rng):
    W, context, h = rng.normal(size=(4, 7)), rng.normal(size=(T, B, 3)), rng.normal(size=(T, B, 4))
    weighting = rng.normal(size=(T, B, 4))
    gradients = decoders.attentional_backward(weighting, decoders.attentional(W, context, h)[1])
    for array, gradient in zip((W, context, h), gradients, strict=True):
        measured = central_difference(lambda: float(np.sum(weighting * decoders.attentional(W, context, h)[0])), array)
        assert relative_error(gradient, measured) < 1e-8


def test_a_sequence_of_nothing_but_padding_is_refused(given):
    query, encoder, mask = given
    mask[:, 1] = False
    with pytest.raises(ValueError, match="no sequence all padding"):
        attention.attend("dot", {}, query, encoder, mask)


def test_self_attention_without_positions_does_not_know_the_order(rng):
    weights, x = self_attention.new_weights(6, 8, rng), rng.normal(size=(5, 2, 6))
    order = rng.permutation(5)
    turned = self_attention.encoder_layer(weights, x[order])[0].out
    assert np.abs(turned - self_attention.encoder_layer(weights, x)[0].out[order]).max() < 1e-14
    placed = x + self_attention.positions(5, 6)[:, None]
    turned = self_attention.encoder_layer(weights, x[order] + self_attention.positions(5, 6)[:, None])[0].out
    assert np.abs(turned - self_attention.encoder_layer(weights, placed)[0].out[order]).max() > 0.01


def test_self_attentions_gradients_match_a_nudge(rng):
    weights, x = self_attention.new_weights(4, 5, rng), rng.normal(size=(S, B, 4))
    mask = np.ones((S, B), bool)
    mask[3:, 1] = False
    weighting = rng.normal(size=x.shape) * mask[..., None]
    d_weights, d_x = self_attention.encoder_layer_backward(weighting, self_attention.encoder_layer(weights, x, mask)[1])
    assert set(d_weights) == set(weights)

    def loss() -> float:
        return float(np.sum(weighting * self_attention.encoder_layer(weights, x, mask)[0].out))

    for array, gradient in [(x, d_x), *((weights[name], d_weights[name]) for name in weights)]:
        assert relative_error(gradient, central_difference(loss, array)) < 1e-8
    assert not d_x[3:, 1].any()


def test_positions_can_be_told_apart_and_moved_by_a_rotation():
    table = self_attention.positions(50, 16)
    apart = np.linalg.norm(table[:, None] - table[None], axis=2) + np.eye(50)
    assert apart.min() > 0.5
    shift = np.linalg.lstsq(table[:-3], table[3:], rcond=None)[0]
    assert np.abs(table[:-3] @ shift - table[3:]).max() < 1e-10


def test_self_attention_and_its_gradients_equal_torchs(rng):
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    D, weights, x = 4, self_attention.new_weights(4, 5, rng), rng.normal(size=(S, B, 4))
    for name in ("b_q", "b_k", "b_v", "b_o"):
        weights[name] = rng.normal(size=D)
    mask = np.ones((S, B), bool)
    mask[3:, 1] = False
    theirs = torch.nn.MultiheadAttention(D, 1, dtype=torch.float64)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.tensor(np.vstack([weights[f"W_x{n}"] for n in "qkv"])))
        theirs.in_proj_bias.copy_(torch.tensor(np.hstack([weights[f"b_{n}"] for n in "qkv"])))
        theirs.out_proj.weight.copy_(torch.tensor(weights["W_co"]))
        theirs.out_proj.bias.copy_(torch.tensor(weights["b_o"]))
    z, weighting = torch.tensor(x, requires_grad=True), rng.normal(size=x.shape)
    out, share = theirs(z, z, z, key_padding_mask=torch.tensor(~mask.T))
    (out * torch.tensor(weighting)).sum().backward()
    ours, cache = self_attention.self_attention(weights, x, mask)
    assert np.abs(ours.out - out.detach().numpy()).max() < 1e-14
    assert np.abs(ours.weights - share.detach().numpy().swapaxes(0, 1)).max() < 1e-14
    d_weights, d_x = self_attention.self_attention_backward(weighting, cache)
    assert np.abs(d_x - z.grad.numpy()).max() < 1e-13
    assert np.abs(np.vstack([d_weights[f"W_x{n}"] for n in "qkv"]) - theirs.in_proj_weight.grad.numpy()).max() < 1e-13


@pytest.mark.parametrize("kind", KINDS)
def test_attention_and_its_gradients_equal_torchs(kind, given, rng):
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    query, encoder, mask = given
    weights, weighting = new_weights(kind, Q, H, A, rng), rng.normal(size=(T, B, H))
    q, e = torch.tensor(query, requires_grad=True), torch.tensor(encoder, requires_grad=True)
    w = {name: torch.tensor(array, requires_grad=True) for name, array in weights.items()}
    pairs = torch.cat([q[:, None].expand(T, S, B, Q), e[None].expand(T, S, B, H)], dim=3)
    scores = {
        "additive": lambda: torch.tanh((q @ w["W_qa"].T)[:, None] + (e @ w["W_ka"].T)[None]) @ w["w_a"],
        "dot": lambda: (q[:, None] * e[None]).sum(3),
        "general": lambda: (q[:, None] * (e @ w["W_kq"].T)[None]).sum(3),
        "concat": lambda: torch.tanh(pairs @ w["W_ca"].T) @ w["w_a"],
    }[kind]()
    share = torch.softmax(scores.masked_fill(~torch.tensor(mask)[None], -torch.inf), dim=1)
    context = (share[..., None] * e[None]).sum(1)
    (context * torch.tensor(weighting)).sum().backward()
    ours, cache = attention.attend(kind, weights, query, encoder, mask)
    found = attention.attend_backward(weighting, cache)
    assert np.abs(ours.context - context.detach().numpy()).max() < 1e-14
    assert np.abs(found.query - q.grad.numpy()).max() < 1e-14
    assert np.abs(found.encoder - e.grad.numpy()).max() < 1e-14
    for name in weights:
        assert np.abs(found.weights[name] - w[name].grad.numpy()).max() < 1e-13
