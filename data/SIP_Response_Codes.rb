# SIP response codes: every code of the IANA registry, in one form.
#
# HOW TO ADD THE NEXT RFC
#
# Copy an entry of the same class, keep the entries in numeric order, fill in the labels.
# The name is the code and the phrase as IANA registers them.
# The notes are one paragraph on one line (the first sentence alone says what the code means,
# two more at most), a blank line, and then the facts: one bullet on one line each,
# in this order, leaving out what does not apply.
#
#   Sent by        always. Who answers with it, and when
#   Do             always. What the receiver does next; what a forking proxy does, where it matters
#   Carries        header fields and bodies that belong to the response, strongest level first:
#                  "MUST `Allow` (note); SHOULD `A`, `B`; MAY SDP body"
#                  Levels: MUST, SHOULD, MAY, and "expected" where the RFC relies on it without a MUST
#   Lookalikes     "[480](#480) is …; [600](#600) is …": one clause for each, telling the codes apart
#   Q.850          ISDN cause by RFC 3398: "becomes [18 …](#18); comes from [19 …](#19)",
#                  or "[17 …](#17), both ways"; a remark follows in parentheses
#   Typical cause  what it mostly is in the field
#   Status         only when not plain: deprecated, renamed, reserved
#   Defined in     always. "[RFC 3261 §21.4.24](link)", the defining section first
#
# Codes outside the registry have "Seen in" in place of "Sent by", and no "Defined in".
# A class (`4xx`) has: Sent by, Do, Carries, Forking proxy, ACK, Unknown code, In HTTP, Defined in.
# What holds for many codes stands once, in "How Responses Work", with labels of its own.
#
# `[486](#486)` refers to the entry whose name begins with 486, `[17](#17)` to a Q.850 cause.
# An extra index name is for another phrase, a symptom or a log line that people really type. It
# tells its code, `Timeout (408)`, so that a list of hits is already the answer.
#
# Messages of programs stand so in their sources: 477 to 479 and the 500 of SER and Kamailio in
# src/core/error.c (Kamailio), "Everyone is busy/congested at this time" in apps/app_dial.c (Asterisk),
# "rejected because extension not found in context" in res/res_pjsip_session.c (Asterisk),
# the causes in src/switch_channel.c (FreeSWITCH).
#
# A header field goes into the table of header fields too, and a Q.850 cause into the two
# tables of causes. The facts stand a second time in tests/sip; `cargo test` says what differs.

# ISDN causes have the long names that ITU-T gave them, and their names in FreeSWITCH and Asterisk.
# The other sheet with this keyword, SIP_Troubleshooting, is meant to be searched with it.
# docsheet: allow long-name, keyword-taken

cheatsheet do
  title 'SIP Response Codes'
  docset_file_name 'SIP_Response_Codes'
  keyword 'sip'

  introduction <<~'INTRODUCTION'
    Search for a code (`486`), words of its phrase (`busy`), a class (`4xx`), a header field (`Retry-After`), or an ISDN cause (`cause 17`, `Q.850 17`).

    - **Roles:** UAC, UAS, proxy and B2BUA are explained [further down](#Roles), with [ACK](#ACK), [forking](#Forking), [100rel](#Reliable), [failover](#Failover) and [HTTP](#SIP%20and%20HTTP%20status%20codes)
    - **Look up:** [which code to send](#Which), [ISDN causes](#SIP%20response%20to%20ISDN%20cause), [registration](#REGISTER), [transfer](#Transfer), [STIR](#STIR/SHAKEN)
  INTRODUCTION

  category do
    id '1xx Provisional'

    entry do
      name '1xx'
      notes <<~'NOTES'
        The request has arrived and is being worked on; the final response is still to come. Provisional responses, also called informational, can get lost unless [sent reliably](#Reliable).

        - **Sent by:** any server that needs more than 200 ms to answer an INVITE; other methods get at most a 100
        - **Do:** stop retransmitting the INVITE and wait; a 1xx with a To tag creates an early dialog
        - **Carries:** MUST `Require: 100rel`, `RSeq` (if sent reliably), `Contact`, `Record-Route` (if it creates a dialog); MAY SDP body
        - **Forking proxy:** passes on all of them from every branch, except 100
        - **ACK:** never; a reliable one is answered with PRACK
        - **Unknown code:** treat as [183](#183)
        - **In HTTP:** the same idea, but no code in common except the number 100, whose meaning differs
        - **Defined in:** [RFC 3261 §21.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.1), [§12.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-12.1.1), [RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262#section-3), [RFC 4320](https://www.rfc-editor.org/rfc/rfc4320)
      NOTES
    end

    entry do
      name '100 Trying'
      notes <<~'NOTES'
        The next hop has the request and is working on it. Nothing is known yet about the called party. It belongs to one hop: a stateful proxy never passes it on.

        - **Sent by:** the next hop, proxy or UAS, when an INVITE will take it more than 200 ms; so any proxy that forks or searches for long
        - **Do:** stop retransmitting the INVITE and wait
        - **Carries:** MUST `Timestamp` (copied, if the request has it)
        - **Lookalikes:** [180](#180) is sent when a phone rings; [183](#183) tells of progress end to end
        - **Typical cause:** 100 and then silence: the trouble is behind this hop
        - **Defined in:** [RFC 3261 §21.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.1.1), [§8.2.6.1](https://www.rfc-editor.org/rfc/rfc3261#section-8.2.6.1)
      NOTES
    end

    entry do
      name '180 Ringing'
      notes <<~'NOTES'
        The called phone is alerting its user. The caller now hears ringback, made by its own phone unless early media arrives.

        - **Sent by:** UAS, as soon as it rings; after forking, one from each phone
        - **Do:** play local ringback and wait
        - **Carries:** MAY `Alert-Info` (another ringback tone)
        - **Lookalikes:** [183](#183) brings the tone in the media stream; [182](#182) has nobody ringing yet
        - **Typical cause:** 180 and no ringback: the phone waits for early media that never comes, often SDP in the 180
        - **Defined in:** [RFC 3261 §21.1.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.1.2)
      NOTES
      extra_index_name 'Ringback (180)'
    end

    entry do
      name '181 Call Is Being Forwarded'
      notes <<~'NOTES'
        The call is on its way to another destination, and the server does the forwarding itself.

        - **Sent by:** proxy or B2BUA, when it diverts the call
        - **Do:** keep waiting; the display may show the diversion
        - **Lookalikes:** [302](#302) leaves it to the caller to try the new address
        - **Typical cause:** call forwarding on busy or no answer
        - **Defined in:** [RFC 3261 §21.1.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.1.3)
      NOTES
    end

    entry do
      name '182 Queued'
      notes <<~'NOTES'
        The called party cannot take the call yet, and the server holds it in a queue instead of rejecting it. Several 182 may follow each other; the phrase can tell the position or the waiting time.

        - **Sent by:** server with a queue: call center, automatic call distribution
        - **Do:** keep waiting; a final response follows when it is the caller's turn
        - **Lookalikes:** [180](#180) means a phone rings; [480](#480) and [486](#486) turn the call down
        - **Defined in:** [RFC 3261 §21.1.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.1.4)
      NOTES
    end

    entry do
      name '183 Session Progress'
      notes <<~'NOTES'
        News about the call's progress that fits no other 1xx; with SDP it opens early media, so that the caller hears tones or announcements before the answer. It does not need 100rel; without it the 183 may be lost, and the 200 must repeat its SDP.

        - **Sent by:** gateway, PBX or media server with ringback or announcements of its own
        - **Do:** play the incoming media in place of local ringback, and wait
        - **Carries:** MUST `Require: 100rel`, `RSeq` (only if sent [reliably](#Reliable)); MAY SDP body
        - **Lookalikes:** [180](#180) leaves ringback to the caller's phone; [100](#100%20Trying) says nothing about the far end
        - **Typical cause:** no audio before answer: early media blocked by a firewall or NAT, or from another fork
        - **Defined in:** [RFC 3261 §21.1.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.1.5)
      NOTES
      extra_index_name 'Session in Progress (183)'
      extra_index_name 'Early media (183)'
    end

    entry do
      name '199 Early Dialog Terminated'
      notes <<~'NOTES'
        One early dialog of a forked call is over, while others may still live. The caller can free what it holds for that branch without waiting for the final response.

        - **Sent by:** forking proxy, when one branch fails and others go on; a UAS only if configured so. Never without `Supported: 199` in the request; by no proxy if the INVITE has `Require: 100rel`
        - **Do:** release media and resources of this early dialog; keep waiting for the others
        - **Carries:** MUST `Reason` (the final code that ended the dialog), To tag (names the dialog)
        - **Lookalikes:** [487](#487) ends the whole INVITE
        - **Defined in:** [RFC 6228 §5](https://www.rfc-editor.org/rfc/rfc6228#section-5), [§6](https://www.rfc-editor.org/rfc/rfc6228#section-6)
      NOTES
    end
  end

  category do
    id '2xx Successful'

    entry do
      name '2xx'
      notes <<~'NOTES'
        The request succeeded. To an INVITE: the call is answered, and the dialog is confirmed.

        - **Sent by:** UAS or registrar; a proxy only passes it on
        - **Do:** INVITE: send an ACK for every 2xx that arrives, and a BYE to those dialogs you do not keep
        - **Forking proxy:** passes each 2xx to an INVITE upstream at once and cancels the pending branches; so one INVITE can have several
        - **ACK:** by the UAC itself, end to end, as a transaction of its own
        - **Unknown code:** treat as [200](#200)
        - **In HTTP:** only 200 and 202 mean much the same
        - **Defined in:** [RFC 3261 §21.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.2)
      NOTES
    end

    entry do
      name '200 OK'
      notes <<~'NOTES'
        The request succeeded; to an INVITE: the call is answered. What it carries depends on the method: SDP for INVITE, the bindings for REGISTER, the capabilities for OPTIONS.

        - **Sent by:** UAS or registrar; a proxy answers CANCEL with it for its own hop
        - **Do:** INVITE: send ACK, media flows
        - **Carries:** MUST `Contact` (INVITE, SUBSCRIBE, REFER, UPDATE; REGISTER: all bindings), `Record-Route` (INVITE), `Expires` (SUBSCRIBE, PUBLISH), `SIP-ETag` (PUBLISH), `Require: timer` (if `refresher=uac`); SHOULD `Allow`, `Supported` (both: INVITE, OPTIONS), `Accept`, `Accept-Encoding`, `Accept-Language` (all three: OPTIONS); MAY `Authentication-Info`, `Path`, `Service-Route` (both: REGISTER), `Session-Expires` (INVITE, UPDATE)
        - **Lookalikes:** the 200 to a CANCEL does not end the call: the INVITE still gets its own final response, mostly [487](#487)
        - **Typical cause:** 200 repeated and the call gone after 32 s: the ACK never arrives (wrong `Contact` or `Record-Route`, NAT)
        - **Defined in:** [RFC 3261 §21.2.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.2.1), [§12.1.1](https://www.rfc-editor.org/rfc/rfc3261#section-12.1.1)
      NOTES
      extra_index_name 'Call drops after 32 seconds (200)'
    end

    entry do
      name '202 Accepted (Deprecated)'
      notes <<~'NOTES'
        The request was accepted, but is not finished. SUBSCRIBE and REFER are answered with [200](#200) instead; a MESSAGE that is stored or handed to SMS still gets it.

        - **Sent by:** message servers and SMS gateways; older notifiers and transfer targets. To SUBSCRIBE, NOTIFY and REFER it must not be sent any more
        - **Do:** treat as [200](#200); what became of a SUBSCRIBE or REFER is told by NOTIFY
        - **Lookalikes:** [204](#204) is a success without a NOTIFY to follow
        - **Status:** deprecated; IANA writes that into the phrase, on the wire it reads `202 Accepted`
        - **Defined in:** [RFC 6665 §8.3.1](https://www.rfc-editor.org/rfc/rfc6665#section-8.3.1), [RFC 7647 §5](https://www.rfc-editor.org/rfc/rfc7647#section-5), [RFC 3428 §7](https://www.rfc-editor.org/rfc/rfc3428#section-7)
      NOTES
      extra_index_name 'SMS accepted (202)'
    end

    entry do
      name '204 No Notification'
      notes <<~'NOTES'
        The SUBSCRIBE succeeded and no NOTIFY will follow, since the subscriber already has the current state.

        - **Sent by:** notifier, only for a SUBSCRIBE inside an existing subscription, when the entity tag in `Suppress-If-Match` still fits
        - **Do:** keep the state you have
        - **Carries:** MUST `Expires` (granted duration)
        - **Lookalikes:** [200](#200) is followed by a NOTIFY with the state; [412](#412) is about PUBLISH
        - **Defined in:** [RFC 5839 §7.1](https://www.rfc-editor.org/rfc/rfc5839#section-7.1), [§6.3](https://www.rfc-editor.org/rfc/rfc5839#section-6.3)
      NOTES
    end
  end

  category do
    id '3xx Redirection'

    entry do
      name '3xx'
      notes <<~'NOTES'
        The user is to be reached elsewhere: the response tells where, and the receiver makes the next attempt.

        - **Sent by:** redirect server, or a UAS that forwards its calls
        - **Do:** send a new request to the addresses in `Contact`, or give up
        - **Carries:** MAY `Error-Info`
        - **Forking proxy:** may try the new addresses itself; if it does not, the 3xx competes with the other failures
        - **ACK:** by each hop on its own
        - **Unknown code:** treat as [300](#300)
        - **In HTTP:** 300, 301, 302 and 305 alike; 303, 304, 307 and 308 do not exist in SIP
        - **Defined in:** [RFC 3261 §21.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.3), [§8.1.3.4](https://www.rfc-editor.org/rfc/rfc3261#section-8.1.3.4)
      NOTES
    end

    entry do
      name '300 Multiple Choices'
      notes <<~'NOTES'
        The same user can be reached at several addresses, and the caller is to choose.

        - **Sent by:** redirect server or UAS that can or will not pick one itself
        - **Do:** let the user choose, or try the addresses by their preference
        - **Carries:** SHOULD `Contact` (one for each choice); MAY body (the list, in a format that `Accept` allows)
        - **Lookalikes:** [485](#485) lists different people with a similar address; [302](#302) names the one to try now
        - **Defined in:** [RFC 3261 §21.3.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.1)
      NOTES
    end

    entry do
      name '301 Moved Permanently'
      notes <<~'NOTES'
        The user has a new address, permanently.

        - **Sent by:** redirect server or UAS; gateway on a changed number
        - **Do:** retry at the new address; correct address books and caches
        - **Carries:** expected `Contact` (the new address)
        - **Lookalikes:** [302](#302) is for now only; [410](#410) knows no new address
        - **Q.850:** comes from [22 Number changed](#22) (if the diagnostic holds the new number)
        - **Defined in:** [RFC 3261 §21.3.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.2)
      NOTES
    end

    entry do
      name '302 Moved Temporarily'
      notes <<~'NOTES'
        For now the user is at another address: call forwarding, done by the caller's side.

        - **Sent by:** UAS with forwarding switched on, or redirect server
        - **Do:** retry at the new address. Within the lifetime below it may be reused; if it fails (it can go stale early), try the old address once more. Without a lifetime, start with the old one next time
        - **Carries:** expected `Contact` (the new address); MAY `Expires` (its lifetime; or `expires` in `Contact`; without either: good for one attempt, not cached)
        - **Lookalikes:** [301](#301) is for good; [181](#181) forwards inside the network; [305](#305) names a proxy, not the user
        - **Typical cause:** forwarding key on the phone; least-cost routing by redirect. Many trunks do not follow it
        - **Defined in:** [RFC 3261 §21.3.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.3)
      NOTES
      extra_index_name 'Call forwarding (302)'
    end

    entry do
      name '305 Use Proxy'
      notes <<~'NOTES'
        The user can be reached only through the proxy that `Contact` names.

        - **Sent by:** UAS alone; proxies and redirect servers must not
        - **Do:** send this one request again through that proxy
        - **Carries:** expected `Contact` (URI of the proxy)
        - **Lookalikes:** [302](#302) gives the address of the user; [407](#407) is a proxy asking for a password
        - **Defined in:** [RFC 3261 §21.3.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.4)
      NOTES
    end

    entry do
      name '380 Alternative Service'
      notes <<~'NOTES'
        The call failed, but the body describes another service that would work. RFC 3261 leaves the format of that body open.

        - **Sent by:** UAS or proxy; in practice an IMS core
        - **Do:** read the body, and offer or start that service
        - **Carries:** expected body (the alternatives; in IMS `application/3gpp-ims+xml`)
        - **Typical cause:** VoLTE: an emergency number dialed as a normal call; the phone is told to place an emergency call
        - **Defined in:** [RFC 3261 §21.3.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.3.5)
      NOTES
      extra_index_name 'IMS emergency call (380)'
    end
  end

  category do
    id '4xx Client Failure'

    entry do
      name '4xx'
      notes <<~'NOTES'
        The request failed at this server. Changed, or sent elsewhere, it may well succeed.

        - **Sent by:** any UAS, proxy, registrar or gateway
        - **Do:** change what the code complains about before trying the same server again
        - **Carries:** MAY `Error-Info`
        - **Forking proxy:** tries its other branches; when all have failed it passes on [the best response](#Forking)
        - **ACK:** by each hop on its own
        - **Unknown code:** treat as [400](#400)
        - **In HTTP:** most of 400–415 mean much the same; from 416 up they have nothing in common
        - **Defined in:** [RFC 3261 §21.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.4)
      NOTES
    end

    entry do
      name '400 Bad Request'
      notes <<~'NOTES'
        The request is malformed. Also what every unknown 4xx counts as.

        - **Sent by:** whoever parses the request first: proxy, SBC, UAS
        - **Do:** repair the message; unchanged it will fail again
        - **Carries:** SHOULD reason phrase (names the syntax fault)
        - **Lookalikes:** [420](#420) is well formed but asks for an unknown extension; [488](#488) rejects the SDP
        - **Q.850:** becomes [41 Temporary failure](#41)
        - **Typical cause:** a missing or doubled header field, a wrong `Content-Length`, an ALG in the router rewriting SIP
        - **Defined in:** [RFC 3261 §21.4.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.1)
      NOTES
    end

    entry do
      name '401 Unauthorized'
      notes <<~'NOTES'
        The server wants credentials. The first 401 to a REGISTER is normal: it brings the challenge.

        - **Sent by:** registrar or UAS; a proxy uses [407](#407)
        - **Do:** authenticate: repeat with `Authorization` and a higher CSeq; with `stale=true` only the nonce was too old: repeat with the new one; refused again without it: give up
        - **Carries:** MUST `WWW-Authenticate` (one for each algorithm, RFC 8760); MAY `Proxy-Authenticate`
        - **Lookalikes:** [407](#407) is the same from a proxy; [403](#403) cannot be cured by credentials
        - **Q.850:** becomes [21 Call rejected](#21) (only if the gateway cannot authenticate)
        - **Typical cause:** 401 in a loop: wrong password, user name or realm
        - **Defined in:** [RFC 3261 §21.4.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.2), [§22.2](https://www.rfc-editor.org/rfc/rfc3261#section-22.2)
      NOTES
      extra_index_name 'Wrong password (401)'
      extra_index_name 'Stale nonce (401)'
    end

    entry do
      name '402 Payment Required'
      notes <<~'NOTES'
        Meant for charging, but never defined: no RFC says when to send it.

        - **Sent by:** in practice prepaid platforms, when the credit is used up
        - **Do:** give up; settle the account
        - **Lookalikes:** [403](#403) is what most providers send for a blocked account
        - **Q.850:** becomes [21 Call rejected](#21)
        - **Status:** reserved
        - **Defined in:** [RFC 3261 §21.4.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.3)
      NOTES
      extra_index_name 'No credit (402)'
    end

    entry do
      name '403 Forbidden'
      notes <<~'NOTES'
        The server understood the request and refuses it. Credentials will not help.

        - **Sent by:** proxy, registrar, gateway or UAS
        - **Do:** give up; do not repeat the request
        - **Lookalikes:** [401](#401) and [407](#407) ask for credentials; [603](#603) is the callee's refusal, not the server's
        - **Q.850:** becomes [21 Call rejected](#21); comes from [21](#21), [55](#55), [57](#57), [87](#87)
        - **Typical cause:** source address not allowed, caller ID not yours, barred destination; from many registrars: wrong password. With the phrase [Stale Date](#Stale): an expired STIR signature
        - **Defined in:** [RFC 3261 §21.4.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.4)
      NOTES
      extra_index_name 'IP address not allowed (403)'
      extra_index_name 'Caller ID not allowed (403)'
    end

    entry do
      name '404 Not Found'
      notes <<~'NOTES'
        No such user in this domain, or a domain that this server does not serve.

        - **Sent by:** the server in charge of the domain; gateway for an unknown number
        - **Do:** correct the address; a forking proxy tries its other branches
        - **Carries:** MAY `Retry-After`
        - **Lookalikes:** [604](#604) holds for every server; [410](#410) was valid once; [480](#480) exists but is away; [484](#484) is cut short; [485](#485) fits several users
        - **Q.850:** becomes [1 Unallocated (unassigned) number](#1); comes from [1](#1), [2](#2), [3](#3), [26](#26)
        - **Typical cause:** number format (with or without +, prefix), no route in the dial plan
        - **Defined in:** [RFC 3261 §21.4.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.5)
      NOTES
      extra_index_name 'Wrong number, extension not found in context (404)'
    end

    entry do
      name '405 Method Not Allowed'
      notes <<~'NOTES'
        The server knows this method but does not permit it for this address.

        - **Sent by:** UAS or registrar
        - **Do:** use a method from `Allow`
        - **Carries:** MUST `Allow` (the methods valid for this address)
        - **Lookalikes:** [501](#501) does not know the method at all
        - **Q.850:** becomes [63 Service or option not available](#63)
        - **Typical cause:** SUBSCRIBE, MESSAGE or REFER to a trunk; REGISTER to a server that is no registrar
        - **Defined in:** [RFC 3261 §21.4.6](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.6)
      NOTES
    end

    entry do
      name '406 Not Acceptable'
      notes <<~'NOTES'
        The server could answer only with a body type that the request's `Accept` rules out.

        - **Sent by:** UAS or event server
        - **Do:** widen `Accept`, or leave it out
        - **Lookalikes:** [488](#488) and [606](#606) reject the SDP; [415](#415) rejects the body of the request
        - **Q.850:** becomes [79 Service or option not implemented](#79) (if the gateway cannot repair the request)
        - **Typical cause:** SUBSCRIBE with an `Accept` that the event package cannot serve; some phones misuse it for 488
        - **Defined in:** [RFC 3261 §21.4.7](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.7)
      NOTES
    end

    entry do
      name '407 Proxy Authentication Required'
      notes <<~'NOTES'
        A proxy on the path wants credentials before it passes the request on. The first one per call is normal.

        - **Sent by:** proxy, often in front of a telephone gateway; many PBXs and SBCs use it for calls and 401 for REGISTER
        - **Do:** authenticate: repeat with `Proxy-Authorization` and a higher CSeq; give up if refused again without `stale=true`
        - **Carries:** MUST `Proxy-Authenticate` (one for each algorithm); MAY `WWW-Authenticate`
        - **Lookalikes:** [401](#401) comes from the server at the end; [403](#403) cannot be cured by credentials
        - **Q.850:** becomes [21 Call rejected](#21) (only if the gateway cannot authenticate)
        - **Typical cause:** 407 in a loop: wrong password, user name or realm; or the repeated INVITE kept its CSeq
        - **Defined in:** [RFC 3261 §21.4.8](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.8), [§22.3](https://www.rfc-editor.org/rfc/rfc3261#section-22.3)
      NOTES
    end

    entry do
      name '408 Request Timeout'
      notes <<~'NOTES'
        No response came in time, for instance because the user could not be located. It is also what a UAC [reports to itself](#Local) when nothing comes back for 32 s.

        - **Sent by:** proxy or UAS, for INVITE; never for other methods ([RFC 4320](https://www.rfc-editor.org/rfc/rfc4320))
        - **Do:** retry later, unchanged if you like; inside a dialog: the call is gone, end it
        - **Lookalikes:** [480](#480) knows the user is away; [487](#487) was canceled; [504](#504) waited for another server
        - **Q.850:** becomes [102 Recovery on timer expiry](#102); comes from [18 No user responding](#18)
        - **Typical cause:** far end down, packets blocked, a reply sent to the wrong address. Long before 32 s: from a proxy with shorter timers
        - **Defined in:** [RFC 3261 §21.4.9](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.9)
      NOTES
      extra_index_name 'Timeout (408)'
    end

    entry do
      name '410 Gone'
      notes <<~'NOTES'
        The user has left permanently, and no new address is known.

        - **Sent by:** the server in charge of the domain; gateway
        - **Do:** give up; delete the address
        - **Lookalikes:** [301](#301) knows the new address; [404](#404) also covers never existed, and not sure
        - **Q.850:** becomes [22 Number changed](#22); comes from [22](#22) (without the new number), [23](#23)
        - **Defined in:** [RFC 3261 §21.4.10](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.10)
      NOTES
      extra_index_name 'Number no longer in service (410)'
    end

    entry do
      name '412 Conditional Request Failed'
      notes <<~'NOTES'
        The PUBLISH refers to published state that the server no longer has.

        - **Sent by:** event state compositor (presence server), when `SIP-If-Match` fits nothing
        - **Do:** publish everything afresh, without `SIP-If-Match`
        - **Lookalikes:** [580](#580) is the failed precondition of a call
        - **Typical cause:** the refresh came after the expiry, or the server restarted
        - **Status:** "Precondition Failed" is HTTP's phrase, met in some stacks
        - **Defined in:** [RFC 3903 §11.2.1](https://www.rfc-editor.org/rfc/rfc3903#section-11.2.1)
      NOTES
      extra_index_name 'Precondition Failed (412)'
    end

    entry do
      name '413 Request Entity Too Large'
      notes <<~'NOTES'
        The body of the request is larger than the server accepts.

        - **Sent by:** UAS or proxy; it may close the connection too
        - **Do:** send a smaller body; with `Retry-After` the same one later
        - **Carries:** SHOULD `Retry-After` (if temporary)
        - **Lookalikes:** [513](#513) counts the whole message; [414](#414) the Request-URI
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Defined in:** [RFC 3261 §21.4.11](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.11)
      NOTES
    end

    entry do
      name '414 Request-URI Too Long'
      notes <<~'NOTES'
        The Request-URI is too long for this server.

        - **Sent by:** UAS or proxy
        - **Do:** shorten the URI: parameters, embedded header fields
        - **Lookalikes:** [413](#413) counts the body; [513](#513) the whole message
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Defined in:** [RFC 3261 §21.4.12](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.12)
      NOTES
    end

    entry do
      name '415 Unsupported Media Type'
      notes <<~'NOTES'
        The body of the request has a type, an encoding or a language that the server does not handle. By the RFC it is not about codecs.

        - **Sent by:** UAS; gateway or SBC
        - **Do:** repeat with a body that the response allows, or without one
        - **Carries:** MUST `Accept`, `Accept-Encoding`, `Accept-Language` (whichever fits the problem)
        - **Lookalikes:** [488](#488) and [606](#606) read the SDP and reject what it offers; [406](#406) is about the body of the answer
        - **Q.850:** becomes [79 Service or option not implemented](#79) (if the gateway cannot repair the request)
        - **Typical cause:** a multipart body with ISUP, DTMF in INFO, a compressed body; PJSIP sends it also when the codecs or media do not fit
        - **Defined in:** [RFC 3261 §21.4.13](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.13)
      NOTES
      extra_index_name 'DTMF by INFO refused (415)'
    end

    entry do
      name '416 Unsupported URI Scheme'
      notes <<~'NOTES'
        The server cannot handle the scheme of the Request-URI.

        - **Sent by:** proxy, UAS or gateway
        - **Do:** for `tel:` and others, repeat with a `sip:` URI; never replace `sips:` by itself (that gives up encryption), only if the user agrees
        - **Lookalikes:** [404](#404) understood the URI but has no such user
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** `tel:` to a server that knows only `sip:`; `sips:` to a server without TLS. A phone that knows `sips:` but does not want it answers [480](#480) with Warning 380
        - **Defined in:** [RFC 3261 §21.4.14](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.14)
      NOTES
      extra_index_name 'tel: URI (416)'
    end

    entry do
      name '417 Unknown Resource-Priority'
      notes <<~'NOTES'
        The request insists on its priority (`Require: resource-priority`), and the server knows none of the values given.

        - **Sent by:** UAS, proxy or gateway in a network with call priorities
        - **Do:** repeat with a value that is known there, or without insisting
        - **Carries:** MAY `Accept-Resource-Priority` (the values it knows)
        - **Lookalikes:** [420](#420) does not know the extension itself
        - **Typical cause:** values of another network. Old tables add: an option tag without a `Resource-Priority`; the RFC does not
        - **Defined in:** [RFC 4412 §4.6.2](https://www.rfc-editor.org/rfc/rfc4412#section-4.6.2), [§12.4](https://www.rfc-editor.org/rfc/rfc4412#section-12.4)
      NOTES
    end

    entry do
      name '420 Bad Extension'
      notes <<~'NOTES'
        The request requires an extension that the server does not support.

        - **Sent by:** UAS, for `Require`; proxy, for `Proxy-Require`
        - **Do:** repeat without the extensions listed
        - **Carries:** MUST `Unsupported` (the extensions it does not know)
        - **Lookalikes:** [421](#421) is the reverse: the server wants an extension
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** `Require` with 100rel, timer, replaces or precondition, to an older PBX
        - **Defined in:** [RFC 3261 §21.4.15](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.15)
      NOTES
    end

    entry do
      name '421 Extension Required'
      notes <<~'NOTES'
        The server insists on an extension that the request does not list in `Supported`.

        - **Sent by:** UAS, and only if it really cannot serve the call without; a first-hop proxy that wants a security agreement
        - **Do:** repeat with the extension in `Supported`, if you have it; else give up
        - **Carries:** MUST `Require` (the extensions needed)
        - **Lookalikes:** [420](#420) is the reverse: the server lacks an extension; [494](#494) wants a security agreement
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** 100rel or timer is mandatory on that trunk
        - **Defined in:** [RFC 3261 §21.4.16](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.16)
      NOTES
    end

    entry do
      name '422 Session Interval Too Small'
      notes <<~'NOTES'
        The session timer asked for in `Session-Expires` is shorter than the server's minimum.

        - **Sent by:** UAS or proxy, for INVITE and UPDATE
        - **Do:** repeat with `Session-Expires` at least the `Min-SE` received, and that `Min-SE` in the request
        - **Carries:** MUST `Min-SE` (the smallest timer accepted, 90 s or more)
        - **Lookalikes:** [423](#423) is about the expiry of a registration, subscription or publication
        - **Status:** old drafts and some tools say "Session Timer Too Small"
        - **Defined in:** [RFC 4028 §6](https://www.rfc-editor.org/rfc/rfc4028#section-6)
      NOTES
      extra_index_name 'Session Timer Too Small (422)'
    end

    entry do
      name '423 Interval Too Brief'
      notes <<~'NOTES'
        The expiry asked for a registration, subscription or publication is too short for this server.

        - **Sent by:** registrar, but only for an expiry below one hour; also for SUBSCRIBE and PUBLISH
        - **Do:** repeat with `Expires` at least the `Min-Expires` received
        - **Carries:** MUST `Min-Expires` (the shortest expiry accepted)
        - **Lookalikes:** [422](#422) is the session timer of a call
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** a phone registers every 30 s or so to keep NAT open
        - **Defined in:** [RFC 3261 §21.4.17](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.17), [§10.3](https://www.rfc-editor.org/rfc/rfc3261#section-10.3)
      NOTES
      extra_index_name 'Expiry too short (registration, 423)'
    end

    entry do
      name '424 Bad Location Information'
      notes <<~'NOTES'
        The location in the request cannot be used: malformed, unreachable or not good enough.

        - **Sent by:** UAS or proxy that routes by location; only to requests with `Geolocation`
        - **Do:** correct the location by the error given, and repeat
        - **Carries:** MUST `Geolocation-Error` (exactly one error); SHOULD PIDF-LO body (if a proxy has a better location)
        - **Lookalikes:** [425](#425) is about an emergency alert in the body
        - **Defined in:** [RFC 6442 §4.3](https://www.rfc-editor.org/rfc/rfc6442#section-4.3)
      NOTES
    end

    entry do
      name '425 Bad Alert Message'
      notes <<~'NOTES'
        The emergency alert in the request (CAP, the Common Alerting Protocol) cannot be used.

        - **Sent by:** server that takes alerts; only to requests with CAP data
        - **Do:** correct the alert by the error given, and repeat
        - **Carries:** MUST `AlertMsg-Error` (one error value, 100–103)
        - **Lookalikes:** [424](#424) is about the location
        - **Defined in:** [RFC 8876 §5.1](https://www.rfc-editor.org/rfc/rfc8876#section-5.1)
      NOTES
    end

    entry do
      name '428 Use Identity Header'
      notes <<~'NOTES'
        The server accepts only calls with a signed caller identity (STIR), and this request has none.

        - **Sent by:** STIR verifier: terminating provider, proxy
        - **Do:** repeat with an `Identity` header field, signed by your provider
        - **Carries:** MAY reason phrase ("Use Supported PASSporT Format": it has a signature, but of an unknown type)
        - **Lookalikes:** [436](#436) cannot fetch the certificate; [437](#437) does not trust it; [438](#438) finds a wrong signature
        - **Defined in:** [RFC 8224 §6.2.2](https://www.rfc-editor.org/rfc/rfc8224#section-6.2.2)
      NOTES
    end

    entry do
      name '429 Provide Referrer Identity'
      notes <<~'NOTES'
        The called party of a transfer wants proof of who asked for it: a valid `Referred-By` token.

        - **Sent by:** UAS that gets the request which a REFER set off
        - **Do:** repeat with a valid token from the party that sent the REFER
        - **Lookalikes:** [428](#428) wants the identity of the caller; [433](#433) refuses hidden callers
        - **Defined in:** [RFC 3892 §5](https://www.rfc-editor.org/rfc/rfc3892#section-5)
      NOTES
    end

    entry do
      name '430 Flow Failed'
      notes <<~'NOTES'
        One connection (flow) to the phone is dead; another flow to the same phone may still work. It stays between proxies.

        - **Sent by:** edge proxy, to the proxy that routes calls to the phone
        - **Do:** proxy: try another flow of that phone; a UA that ever sees it treats it as [400](#400)
        - **Lookalikes:** [433](#433), not 430, is Anonymity Disallowed; [503](#503) is a whole server in trouble; [439](#439) is about registering
        - **Defined in:** [RFC 5626 §5.3.1](https://www.rfc-editor.org/rfc/rfc5626#section-5.3.1), [§11.5](https://www.rfc-editor.org/rfc/rfc5626#section-11.5)
      NOTES
    end

    entry do
      name '433 Anonymity Disallowed'
      notes <<~'NOTES'
        Refused because the caller hides its identity.

        - **Sent by:** the callee's phone, or its provider's anonymous call rejection
        - **Do:** call again with the caller ID shown, but only if the user agrees; inside a call, the call goes on
        - **Lookalikes:** [403](#403) refuses without that reason; [428](#428) wants a signature; some lists wrongly give it the number [430](#430)
        - **Q.850:** none by RFC 3398 (so 31); Oracle sends [24 Call rejected due to feature at the destination](#24)
        - **Defined in:** [RFC 5079 §5](https://www.rfc-editor.org/rfc/rfc5079#section-5)
      NOTES
      extra_index_name 'Anonymous call rejection (433)'
    end

    entry do
      name '436 Bad Identity Info'
      notes <<~'NOTES'
        STIR: the verifier could not fetch the certificate from the URI in the `Identity` header field.

        - **Sent by:** STIR verifier, if it holds for every `Identity` header field of the request
        - **Do:** make the certificate's URI reachable, then repeat
        - **Lookalikes:** [437](#437) fetched it but does not accept it; [438](#438) found a wrong signature; [428](#428) found no signature
        - **Typical cause:** certificate server down, blocked, or a wrong `info` URI
        - **Status:** "Bad Identity-Info" before RFC 8224
        - **Defined in:** [RFC 8224 §6.2.2](https://www.rfc-editor.org/rfc/rfc8224#section-6.2.2)
      NOTES
      extra_index_name 'Bad Identity-Info (436)'
    end

    entry do
      name '437 Unsupported Credential'
      notes <<~'NOTES'
        STIR: the verifier has the certificate that signed the call, but does not accept it.

        - **Sent by:** STIR verifier, if it holds for at least one `Identity` header field
        - **Do:** sign with a certificate from a trusted authority, then repeat
        - **Lookalikes:** [436](#436) could not fetch it; [438](#438) accepts it but the signature does not fit
        - **Typical cause:** unknown certificate authority, incomplete chain, an algorithm that the verifier lacks
        - **Status:** renamed by RFC 8224; "Unsupported Certificate" before
        - **Defined in:** [RFC 8224 §6.2.2](https://www.rfc-editor.org/rfc/rfc8224#section-6.2.2), [§13.2](https://www.rfc-editor.org/rfc/rfc8224#section-13.2)
      NOTES
      extra_index_name 'Unsupported Certificate (437)'
    end

    entry do
      name '438 Invalid Identity Header'
      notes <<~'NOTES'
        STIR: the signature of the caller identity does not verify. Of several `Identity` header fields, none is good.

        - **Sent by:** STIR verifier
        - **Do:** if the PASSporT was in compact form, repeat once with the full form; else sign again what is really sent
        - **Carries:** MAY reason phrase ("Invalid PASSporT": the token in full form is at fault)
        - **Lookalikes:** [436](#436) could not fetch the certificate; [437](#437) does not accept it; [403](#403) with Stale Date is a signature that came too late
        - **Typical cause:** an SBC changed the number or the date after signing
        - **Defined in:** [RFC 8224 §6.2.2](https://www.rfc-editor.org/rfc/rfc8224#section-6.2.2)
      NOTES
    end

    entry do
      name '439 First Hop Lacks Outbound Support'
      notes <<~'NOTES'
        The registrar supports outbound (connections that the phone keeps open), but the first proxy on the path does not.

        - **Sent by:** registrar
        - **Do:** register without outbound, or through another proxy
        - **Lookalikes:** [430](#430) is a connection that broke later; "439 Stale Date" in old tables is now [403](#Stale)
        - **Defined in:** [RFC 5626 §6](https://www.rfc-editor.org/rfc/rfc5626#section-6), [§4.2.1](https://www.rfc-editor.org/rfc/rfc5626#section-4.2.1), [§11.6](https://www.rfc-editor.org/rfc/rfc5626#section-11.6)
      NOTES
    end

    entry do
      name '440 Max-Breadth Exceeded'
      notes <<~'NOTES'
        The proxy would have to fork to more branches at once than `Max-Breadth` (usually 60) allows.

        - **Sent by:** forking proxy that can neither try them one by one nor redirect
        - **Do:** give up; look for forking that multiplies
        - **Lookalikes:** [482](#482) and [483](#483) guard the length of the path, this one its width
        - **Defined in:** [RFC 5393 §5.3.3](https://www.rfc-editor.org/rfc/rfc5393#section-5.3.3), [§6.2](https://www.rfc-editor.org/rfc/rfc5393#section-6.2)
      NOTES
    end

    entry do
      name '469 Bad Info Package'
      notes <<~'NOTES'
        The INFO belongs to an info package that the receiver did not offer to accept.

        - **Sent by:** UAS of the INFO
        - **Do:** use a package from `Recv-Info`; the call itself goes on
        - **Carries:** MUST `Recv-Info` (the packages it accepts; may be empty)
        - **Lookalikes:** [489](#489) is the same for event packages; [415](#415) is about the body type
        - **Defined in:** [RFC 6086 §4.2.2](https://www.rfc-editor.org/rfc/rfc6086#section-4.2.2), [§11.6](https://www.rfc-editor.org/rfc/rfc6086#section-11.6)
      NOTES
    end

    entry do
      name '470 Consent Needed'
      notes <<~'NOTES'
        A relay would have to send this on to people who have not given permission.

        - **Sent by:** relay, such as a server that expands recipient lists
        - **Do:** get the permissions named, then repeat
        - **Carries:** SHOULD `Permission-Missing` (the URIs without permission)
        - **Lookalikes:** [403](#403) refuses for reasons of its own; [607](#607) is the callee's complaint
        - **Defined in:** [RFC 5360 §5.9.2](https://www.rfc-editor.org/rfc/rfc5360#section-5.9.2)
      NOTES
    end

    entry do
      name '480 Temporarily Unavailable'
      notes <<~'NOTES'
        The user exists but cannot be reached just now: phone off, not registered, or set to do not disturb.

        - **Sent by:** the callee's phone, or the proxy that finds no registered contact
        - **Do:** retry later or elsewhere; a forking proxy tries its other branches
        - **Carries:** SHOULD reason phrase (why; the phone should be able to set it), `Warning` (380 or 381, if it is only about `sips:`); MAY `Retry-After`
        - **Lookalikes:** [486](#486) is on another call; [404](#404) does not exist; [408](#408) gave no sign of life; [603](#603) does not want to
        - **Q.850:** becomes [18 No user responding](#18); comes from [19](#19), [20](#20), [31](#31)
        - **Typical cause:** registration expired; nobody picked up before the ring limit; DND
        - **Defined in:** [RFC 3261 §21.4.18](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.18)
      NOTES
      extra_index_name 'Temporarily Not Available (480)'
      extra_index_name 'Do not disturb (DND, 480)'
      extra_index_name 'Phone off or not registered (480)'
    end

    entry do
      name '481 Call/Transaction Does Not Exist'
      notes <<~'NOTES'
        The request belongs to a call or transaction that this server does not know, or no longer knows.

        - **Sent by:** UAS, for a request inside a dialog, CANCEL, PRACK, or INVITE with `Replaces`
        - **Do:** do not retry. INVITE, UPDATE, INFO: the call is over. BYE: your side is over; if the far end still talks, compare Call-ID and both tags. SUBSCRIBE, NOTIFY: only the subscription is over. CANCEL: the INVITE goes on unchanged
        - **Lookalikes:** [487](#487) answers an INVITE that a CANCEL did find; [404](#404) is an unknown user
        - **Q.850:** becomes [41 Temporary failure](#41)
        - **Typical cause:** BYE from both sides at once, a CANCEL or PRACK that fits nothing, restart or failover, a tag missing or changed on the way
        - **Status:** "Call Leg/Transaction Does Not Exist" in RFC 2543
        - **Defined in:** [RFC 3261 §21.4.19](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.19)
      NOTES
      extra_index_name 'Call Leg/Transaction Does Not Exist (481)'
    end

    entry do
      name '482 Loop Detected'
      notes <<~'NOTES'
        The request came back to a server it had already passed, or reached one phone by two paths. A spiral, the same proxy again for another Request-URI, is no loop and gets through.

        - **Sent by:** proxy that finds itself in `Via`; UAS that gets the same request again by another path
        - **Do:** correct the routing; a forking proxy tries its other branches
        - **Lookalikes:** [483](#483) ran out of hops, with or without a loop
        - **Q.850:** becomes [25 Exchange routing error](#25)
        - **Typical cause:** a number forwarded to itself; both branches of a fork leading to one PBX; an INVITE repeated for [407](#407) with its old CSeq
        - **Status:** "Request merged" where sofia-sip (FreeSWITCH) sees the same request twice
        - **Defined in:** [RFC 3261 §21.4.20](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.20), [§8.2.2.2](https://www.rfc-editor.org/rfc/rfc3261#section-8.2.2.2), [§16.3](https://www.rfc-editor.org/rfc/rfc3261#section-16.3)
      NOTES
      extra_index_name 'Request merged (482)'
      extra_index_name 'Spiral (482)'
    end

    entry do
      name '483 Too Many Hops'
      notes <<~'NOTES'
        `Max-Forwards` (usually 70 at the start) reached 0 before the request reached its destination.

        - **Sent by:** the proxy that would have had to pass it on
        - **Do:** look for the loop; it is rarely a limit set too low
        - **Lookalikes:** [482](#482) recognized the loop itself; [440](#440) counts branches, not hops
        - **Q.850:** becomes [25 Exchange routing error](#25)
        - **Typical cause:** two servers route the number to each other
        - **Defined in:** [RFC 3261 §21.4.21](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.21)
      NOTES
      extra_index_name 'Max-Forwards (483)'
    end

    entry do
      name '484 Address Incomplete'
      notes <<~'NOTES'
        The number is too short: more digits are needed.

        - **Sent by:** gateway or proxy with a dial plan
        - **Do:** send the longer number; with overlap dialing: wait for the next digit and send a new INVITE
        - **Carries:** SHOULD reason phrase (what is missing)
        - **Lookalikes:** [404](#404) is complete but unknown; [485](#485) fits several users
        - **Q.850:** [28 Invalid number format](#28), both ways
        - **Typical cause:** dial timeout too short; a missing area code; overlap dialing (normal)
        - **Defined in:** [RFC 3261 §21.4.22](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.22)
      NOTES
      extra_index_name 'Number too short (484)'
    end

    entry do
      name '485 Ambiguous'
      notes <<~'NOTES'
        The address fits more than one user.

        - **Sent by:** proxy or redirect server with a directory
        - **Do:** ask the user which one is meant; never choose automatically
        - **Carries:** MAY `Contact` (one for each candidate, such as `<sip:carol.lee@example.com>` and `<sip:ping.lee@example.com>`; left out where that would give people away)
        - **Lookalikes:** [300](#300) lists addresses of one user; [404](#404) fits nobody, or keeps the list secret; [484](#484) is cut short
        - **Q.850:** becomes [1 Unallocated (unassigned) number](#1)
        - **Defined in:** [RFC 3261 §21.4.23](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.23)
      NOTES
    end

    entry do
      name '486 Busy Here'
      notes <<~'NOTES'
        The called phone was reached and is busy; another phone or the voicemail may still take the call.

        - **Sent by:** UAS: the phone itself, or a gateway for it
        - **Do:** play busy tone, or retry later; a forking proxy tries its other branches
        - **Carries:** MAY `Retry-After`
        - **Lookalikes:** [600](#600) is busy on every phone; [480](#480) is off or away; [603](#603) was rejected by hand
        - **Q.850:** [17 User busy](#17), both ways
        - **Typical cause:** on another call, no free line or call waiting off; on many phones also the reject button or DND
        - **Defined in:** [RFC 3261 §21.4.24](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.24)
      NOTES
    end

    entry do
      name '487 Request Terminated'
      notes <<~'NOTES'
        The INVITE was ended by CANCEL or BYE before an answer; mostly the caller hung up. That is normal. The CANCEL itself gets a 200.

        - **Sent by:** UAS of the INVITE, once CANCEL or BYE arrives or the time in `Expires` is up
        - **Do:** acknowledge it; nothing more. Each hop sends its own ACK: caller to proxy, proxy to phone
        - **Lookalikes:** [408](#408) and [480](#480) ended without the caller's doing; [481](#481) answers a CANCEL that fits no transaction
        - **Q.850:** none; the CANCEL itself stands for [16 Normal call clearing](#16)
        - **Typical cause:** caller gave up, ring time of a proxy ran out, or another phone of the fork answered (the CANCEL says `Reason: SIP;cause=200`)
        - **Status:** "Request Cancelled" in older gateways
        - **Defined in:** [RFC 3261 §21.4.25](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.25)
      NOTES
      extra_index_name 'Request Cancelled (487)'
      extra_index_name 'Caller hung up (canceled, 487)'
      extra_index_name 'Answered elsewhere (487)'
      extra_index_name 'Hangup before answer (487)'
    end

    entry do
      name '488 Not Acceptable Here'
      notes <<~'NOTES'
        The SDP offer was understood, but this device cannot accept it; another one might. After a re-INVITE the call goes on as before.

        - **Sent by:** UAS, gateway, SBC
        - **Do:** offer other media, or go elsewhere; a forking proxy tries its other branches
        - **Carries:** SHOULD `Warning` (why); MAY SDP body (what it could do, as in a 200 to OPTIONS)
        - **Lookalikes:** [606](#606) holds for all devices of the user; [415](#415) cannot read the body; [406](#406) is about `Accept`; [580](#580) is a failed precondition
        - **Q.850:** becomes [31](#31) or [65](#65), by the `Warning`; comes from [65](#65), [70](#70)
        - **Typical cause:** no common codec. If the codecs match: SRTP against RTP, a WebRTC profile (SAVPF) against AVP, T.38 refused, IPv6 against IPv4
        - **Defined in:** [RFC 3261 §21.4.26](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.26)
      NOTES
      extra_index_name 'No common codec (488)'
      extra_index_name 'SRTP (a=crypto, RTP/SAVP) against RTP (488)'
      extra_index_name 'T.38 refused (488)'
      extra_index_name 'WebRTC profile (488)'
    end

    entry do
      name '489 Bad Event'
      notes <<~'NOTES'
        The event package named in `Event` is unknown here.

        - **Sent by:** notifier, for SUBSCRIBE; subscriber, for NOTIFY; presence server, for PUBLISH
        - **Do:** stop asking for this package here
        - **Carries:** MUST `Allow-Events` (the packages it knows; to SUBSCRIBE and NOTIFY a MAY since RFC 6665)
        - **Lookalikes:** [469](#469) is the same for INFO; [405](#405) does not take SUBSCRIBE at all
        - **Typical cause:** busy lamp (dialog), presence or message-summary subscribed at a PBX without it. Asterisk: also a missing or unsuitable `Accept`
        - **Defined in:** [RFC 6665 §8.3.2](https://www.rfc-editor.org/rfc/rfc6665#section-8.3.2)
      NOTES
      extra_index_name 'Subscription refused (489)'
    end

    entry do
      name '491 Request Pending'
      notes <<~'NOTES'
        Both sides sent an INVITE or UPDATE within the call at the same moment (glare).

        - **Sent by:** UAS whose own INVITE or UPDATE on this call is still open
        - **Do:** wait, then retry: 2.1–4 s if you chose the Call-ID, else 0–2 s
        - **Lookalikes:** [500](#500) with `Retry-After` answers a second INVITE or UPDATE from the same side, before the first is done
        - **Typical cause:** hold, transfer, T.38 switch or session refresh from both ends at once
        - **Defined in:** [RFC 3261 §21.4.27](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.27), [§14.1](https://www.rfc-editor.org/rfc/rfc3261#section-14.1), [§14.2](https://www.rfc-editor.org/rfc/rfc3261#section-14.2)
      NOTES
      extra_index_name 'Glare (491)'
      extra_index_name 'UPDATE glare (491)'
    end

    entry do
      name '493 Undecipherable'
      notes <<~'NOTES'
        The body is encrypted (S/MIME) and the receiver has no key for it.

        - **Sent by:** UAS
        - **Do:** encrypt with the key supplied, or send in clear if that is allowed
        - **Carries:** MAY body (the public key to use)
        - **Lookalikes:** [415](#415) does not know the body's type; [488](#488) is where SRTP trouble shows
        - **Defined in:** [RFC 3261 §21.4.28](https://www.rfc-editor.org/rfc/rfc3261#section-21.4.28)
      NOTES
    end

    entry do
      name '494 Security Agreement Required'
      notes <<~'NOTES'
        The request needs a security agreement with this hop. The response lists the mechanisms that the server accepts.

        - **Sent by:** first-hop proxy; in IMS the P-CSCF
        - **Do:** choose a mechanism from the list, set it up, repeat with `Security-Verify`
        - **Carries:** MUST `Security-Server` (the whole list), `Proxy-Authenticate` (or what else the chosen mechanism needs)
        - **Lookalikes:** [421](#421) demands an extension in general; [407](#407) only a password
        - **Defined in:** [RFC 3329 §2.3.1](https://www.rfc-editor.org/rfc/rfc3329#section-2.3.1)
      NOTES
    end
  end

  category do
    id '5xx Server Failure'

    entry do
      name '5xx'
      notes <<~'NOTES'
        The server itself failed; the request may be fine, and another server may fulfill it.

        - **Sent by:** any UAS, proxy, registrar or gateway
        - **Do:** try another server; the same one later, or after `Retry-After`
        - **Carries:** MAY `Error-Info`
        - **Forking proxy:** tries its other branches; a [503](#503) that is the only response should go upstream as [500](#500)
        - **ACK:** by each hop on its own
        - **Unknown code:** treat as [500](#500)
        - **In HTTP:** 500–505 are alike; 511 is HTTP only; 513 and up are SIP's own
        - **Defined in:** [RFC 3261 §21.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.5)
      NOTES
    end

    entry do
      name '500 Server Internal Error'
      notes <<~'NOTES'
        Something in the server went wrong, and no other code says it better. Also what every unknown 5xx counts as.

        - **Sent by:** any server; a proxy in place of a 503, if it received nothing else
        - **Do:** retry later or elsewhere; with `Retry-After` when it says
        - **Carries:** MAY `Retry-After` (if temporary)
        - **Lookalikes:** [503](#503) says overload or maintenance; [491](#491) is glare between the two sides
        - **Q.850:** becomes [41 Temporary failure](#41); comes from [111](#111), [127](#127) and every cause without a code of its own
        - **Typical cause:** a bug or a script error, a dead database; CSeq out of order; a second INVITE or UPDATE before the first is done (`Retry-After` 0–10 s)
        - **Defined in:** [RFC 3261 §21.5.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.1)
      NOTES
      extra_index_name 'Internal Server Error (500)'
      extra_index_name 'CSeq out of order (500)'
      extra_index_name 'I\'m terribly sorry, server error occurred (500)'
    end

    entry do
      name '501 Not Implemented'
      notes <<~'NOTES'
        This method is unknown here, whoever the user is.

        - **Sent by:** UAS or gateway; a proxy passes methods on without knowing them
        - **Do:** do without this method here
        - **Lookalikes:** [405](#405) knows the method but not for this address; [420](#420) lacks an extension
        - **Q.850:** becomes [79 Service or option not implemented](#79); comes from [29](#29), [79](#79)
        - **Typical cause:** PUBLISH, MESSAGE or UPDATE to a simple gateway
        - **Defined in:** [RFC 3261 §21.5.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.2)
      NOTES
    end

    entry do
      name '502 Bad Gateway'
      notes <<~'NOTES'
        The next server downstream answered with something invalid.

        - **Sent by:** gateway or proxy that had passed the request on
        - **Do:** retry elsewhere; the fault is behind the sender
        - **Lookalikes:** [504](#504) got no answer at all; [503](#503) is the sender's own trouble
        - **Q.850:** becomes [38 Network out of order](#38); comes from [27 Destination out of order](#27)
        - **Typical cause:** trunk or line behind the gateway out of order
        - **Defined in:** [RFC 3261 §21.5.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.3)
      NOTES
    end

    entry do
      name '503 Service Unavailable'
      notes <<~'NOTES'
        The server is overloaded or in maintenance for now. It is also what a UAC [reports to itself](#Local) when it cannot send at all.

        - **Sent by:** any server; instead, it may also just refuse the connection or drop the request
        - **Do:** try the next server at once ([failover](#Failover)); leave this one alone for the time in `Retry-After`; without it treat as [500](#500)
        - **Carries:** MAY `Retry-After`
        - **Lookalikes:** [500](#500) is a fault, not a lack of capacity; [430](#430) is one connection; [480](#480) is the user, not the server
        - **Q.850:** becomes [41 Temporary failure](#41); comes from [34](#34), [38](#38), [41](#41), [42](#42), [47](#47), [58](#58), [88](#88)
        - **Typical cause:** all channels of a trunk in use, call rate limit, no gateway up
        - **Defined in:** [RFC 3261 §21.5.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.4)
      NOTES
      extra_index_name 'Overload (503)'
      extra_index_name 'All circuits busy (503)'
    end

    entry do
      name '504 Server Time-out'
      notes <<~'NOTES'
        The server got no timely answer from another server that it needed.

        - **Sent by:** proxy or gateway, when DNS, a location service or the next network stays silent; UAS, for an UPDATE that its user would have to confirm
        - **Do:** retry later or by another route
        - **Lookalikes:** [408](#408) waited for the user, or longer than the request's `Expires` allows; [502](#502) did get an answer, a bad one
        - **Q.850:** [102 Recovery on timer expiry](#102), both ways
        - **Typical cause:** IMS: the core has lost the registration; a body `application/3gpp-ims+xml` then tells the phone to register anew
        - **Status:** "Gateway Time-out" is HTTP's phrase, met in some stacks
        - **Defined in:** [RFC 3261 §21.5.5](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.5), [RFC 3311 §5.2](https://www.rfc-editor.org/rfc/rfc3311#section-5.2)
      NOTES
      extra_index_name 'Server Timeout (504)'
      extra_index_name 'Gateway Time-out (504)'
    end

    entry do
      name '505 Version Not Supported'
      notes <<~'NOTES'
        The request uses a SIP version that this server does not speak.

        - **Sent by:** any server
        - **Do:** send `SIP/2.0`; there is no other version
        - **Lookalikes:** [400](#400) is a message it cannot parse
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** a scanner, or a damaged request line
        - **Status:** lists that say "HTTP version" copied HTTP's phrase
        - **Defined in:** [RFC 3261 §21.5.6](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.6)
      NOTES
      extra_index_name 'HTTP Version Not Supported (505)'
      extra_index_name 'SIP Version Not Supported (505)'
    end

    entry do
      name '513 Message Too Large'
      notes <<~'NOTES'
        The message as a whole is larger than this server accepts.

        - **Sent by:** any server
        - **Do:** send less: fewer codecs, shorter header fields; over UDP: change to TCP (due anyway above 1300 bytes)
        - **Lookalikes:** [413](#413) counts the body only; [414](#414) the Request-URI
        - **Q.850:** becomes [127 Interworking](#127) (if the gateway cannot repair the request)
        - **Typical cause:** many codecs and ICE candidates, long `Record-Route` and `Identity`
        - **Defined in:** [RFC 3261 §21.5.7](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.7)
      NOTES
    end

    entry do
      name '555 Push Notification Service Not Supported'
      notes <<~'NOTES'
        The proxy cannot wake this phone: it does not support the push service that the REGISTER names.

        - **Sent by:** proxy, for a REGISTER with `pn-provider`
        - **Do:** register with another push service, through another proxy, or without push
        - **Lookalikes:** [439](#439) lacks outbound; [420](#420) lacks an extension
        - **Typical cause:** app and server do not agree on the provider (apns, fcm, webpush)
        - **Defined in:** [RFC 8599 §8.1](https://www.rfc-editor.org/rfc/rfc8599#section-8.1), [§5.6.1.1](https://www.rfc-editor.org/rfc/rfc8599#section-5.6.1.1)
      NOTES
    end

    entry do
      name '580 Precondition Failure'
      notes <<~'NOTES'
        A mandatory precondition of the offer (mostly reserved bandwidth) cannot be met, so the phone does not ring.

        - **Sent by:** UAS that supports preconditions
        - **Do:** offer weaker preconditions, or give up
        - **Carries:** SHOULD SDP body (which precondition failed; all ports 0; neither offer nor answer)
        - **Lookalikes:** [412](#412) is about PUBLISH; [488](#488) rejects the media; [420](#420) does not know preconditions
        - **Typical cause:** VoLTE: no dedicated bearer for the call
        - **Defined in:** [RFC 3312 §8](https://www.rfc-editor.org/rfc/rfc3312#section-8)
      NOTES
      extra_index_name 'Precondition (580)'
    end
  end

  category do
    id '6xx Global Failure'

    entry do
      name '6xx'
      notes <<~'NOTES'
        Final for this user everywhere, not only for the address that was tried. Trying another address is pointless.

        - **Sent by:** a server that knows for certain about all of the user's devices; when in doubt, a 4xx is right
        - **Do:** give up; no other branch, no voicemail, no other route
        - **Carries:** MAY `Error-Info`
        - **Forking proxy:** cancels its pending branches, starts no new one, and prefers the 6xx to every other failure
        - **ACK:** by each hop on its own
        - **Unknown code:** treat as [600](#600)
        - **In HTTP:** no such class; SIP added it
        - **Defined in:** [RFC 3261 §21.6](https://www.rfc-editor.org/rfc/rfc3261#section-21.6), [§16.7](https://www.rfc-editor.org/rfc/rfc3261#section-16.7)
      NOTES
    end

    entry do
      name '600 Busy Everywhere'
      notes <<~'NOTES'
        The user is busy on every device, and nothing else, not even voicemail, will take the call.

        - **Sent by:** UAS or server that knows this for certain
        - **Do:** give up, or retry later; a forking proxy stops all branches
        - **Carries:** MAY `Retry-After`
        - **Lookalikes:** [486](#486) is busy on this phone only; [603](#603) gives no reason
        - **Q.850:** becomes [17 User busy](#17)
        - **Typical cause:** sent by one busy phone in place of 486, it stops the others from ringing
        - **Defined in:** [RFC 3261 §21.6.1](https://www.rfc-editor.org/rfc/rfc3261#section-21.6.1)
      NOTES
    end

    entry do
      name '603 Decline'
      notes <<~'NOTES'
        The user was reached and does not want the call, on any device. A reason need not be given.

        - **Sent by:** UAS, when the user rejects the call; also call-blocking servers
        - **Do:** give up; a forking proxy stops all branches
        - **Carries:** MAY `Retry-After`
        - **Lookalikes:** [486](#486) and [480](#480) let other phones ring on; [607](#607) also reports the call as spam; [608](#608) is refused by a machine; [403](#403) is the server's refusal
        - **Q.850:** [21 Call rejected](#21), both ways (from 21 only if its location is the user; else [403](#403))
        - **Typical cause:** the reject button. As [603+](#603+), call blocking in the United States
        - **Defined in:** [RFC 3261 §21.6.2](https://www.rfc-editor.org/rfc/rfc3261#section-21.6.2)
      NOTES
      extra_index_name 'Declined (603)'
      extra_index_name 'Reject button (603)'
    end

    entry do
      name '604 Does Not Exist Anywhere'
      notes <<~'NOTES'
        The user exists on no server, and the sender knows this for certain.

        - **Sent by:** a server with authority over the whole number range or domain
        - **Do:** give up; a forking proxy stops all branches
        - **Lookalikes:** [404](#404) holds for one domain or server; [410](#410) existed once
        - **Q.850:** becomes [1 Unallocated (unassigned) number](#1)
        - **Defined in:** [RFC 3261 §21.6.3](https://www.rfc-editor.org/rfc/rfc3261#section-21.6.3)
      NOTES
    end

    entry do
      name '606 Not Acceptable'
      notes <<~'NOTES'
        The user is willing, but none of the user's devices can take the session as offered: media, bandwidth or addressing.

        - **Sent by:** UAS that knows that no other device could either
        - **Do:** offer other media, or give up: who invites into a running conference may not be able to change it; a forking proxy stops all branches
        - **Carries:** MAY `Warning` (why), SDP body (what would work, as in a 200 to OPTIONS)
        - **Lookalikes:** [488](#488) holds for one device; [406](#406) has the same phrase but is about `Accept`
        - **Q.850:** becomes [31](#31) or [65](#65), by the `Warning`
        - **Typical cause:** as for [488](#488), which is nearly always the better code
        - **Defined in:** [RFC 3261 §21.6.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.6.4)
      NOTES
    end

    entry do
      name '607 Unwanted'
      notes <<~'NOTES'
        The called party marks the call as unwanted, mostly spam, and wants no more of them.

        - **Sent by:** UAS, when its user presses the spam button (during the call: BYE with `Reason: SIP;cause=607`); useful where the registrar announced `sip.607` in `Feature-Caps`
        - **Do:** give up, ring no other phone; the provider may count the complaint against the caller
        - **Lookalikes:** [603](#603) declines this call without complaint; [608](#608) is decided by a machine
        - **Defined in:** [RFC 8197 §4](https://www.rfc-editor.org/rfc/rfc8197#section-4), [§5.1](https://www.rfc-editor.org/rfc/rfc8197#section-5.1)
      NOTES
    end

    entry do
      name '608 Rejected'
      notes <<~'NOTES'
        A machine on the path (call analytics) rejected the call; the called party never saw it.

        - **Sent by:** intermediary that screens calls for the callee. If the INVITE lacks `sip.608` in `Feature-Caps`, it first plays an announcement (183 with 100rel) that says whom to contact
        - **Do:** give up, or complain: `Call-Info` says to whom. A client or network that understands 608 puts `sip.608` into `Feature-Caps` of the INVITE, and so takes on the duty to tell the caller
        - **Carries:** MUST `Call-Info` (`purpose=jwscard`: a signed contact card; left out only if the caller would misuse it)
        - **Lookalikes:** [607](#607) is decided by the user; [603+](#603+) does the same job in the United States; [403](#403) is policy
        - **Defined in:** [RFC 8688 §3.1](https://www.rfc-editor.org/rfc/rfc8688#section-3.1), [§3.3](https://www.rfc-editor.org/rfc/rfc8688#section-3.3)
      NOTES
      extra_index_name 'Blocked as spam, robocall (608)'
    end
  end

  category do
    id 'How Responses Work'

    entry do
      name 'Status line and reason phrase'
      notes <<~'NOTES'
        Only the three digits count; the phrase after them is free text for people. `SIP/2.0 486 Busy Here` and `SIP/2.0 486 Besetzt` are the same response.

        - **Code:** 100–699; the first digit is the class
        - **Phrase:** each code has a registered default; it may be replaced by more detail or another language, and software must not depend on it
        - **Worth reading:** in [400](#400), [480](#480) and [484](#484) it should tell more; with [403](#403), [428](#428), [438](#438) and [603](#603) some phrases are agreed on
        - **Every response:** repeats `Via`, `From`, `To`, `Call-ID` and `CSeq` of the request, and all but 100 put a tag on `To`
        - **Registry:** RFC 3261 set up the first codes and the IANA registry; later RFCs add to it
        - **Defined in:** [RFC 3261 §7.2](https://www.rfc-editor.org/rfc/rfc3261#section-7.2), [§8.2.6.2](https://www.rfc-editor.org/rfc/rfc3261#section-8.2.6.2)
      NOTES
      extra_index_name 'Via, From, To, Call-ID, CSeq'
    end

    entry do
      name 'Roles of UAC, UAS, proxy and B2BUA'
      notes <<~'NOTES'
        Roles hold for one transaction: whoever sends the request is its client (UAC), whoever answers is its server (UAS). A transaction is one request and at least one response.

        - **User agent:** phone, gateway or PBX; UAC when it calls, UAS when it is called
        - **Proxy:** passes requests and responses on; answers itself only with 100, with failures (407, 483 …), and a CANCEL with 200
        - **Registrar:** the UAS for REGISTER
        - **Redirect server:** a UAS that answers with 3xx
        - **B2BUA:** UAS toward the caller and UAC toward the callee at once, as PBXs and SBCs are; it may turn any response into another
        - **Defined in:** [RFC 3261 §6](https://www.rfc-editor.org/rfc/rfc3261#section-6)
      NOTES
    end

    entry do
      name 'Provisional and final responses'
      notes <<~'NOTES'
        A transaction has any number of provisional responses (1xx) and ends with one final response (2xx–6xx).

        - **INVITE:** 1xx keeps the caller waiting; without any response it gives up after 32 s
        - **Other methods:** expect the final response soon; of the 1xx only [100](#100%20Trying) is allowed
        - **Several finals:** only 2xx to a forked INVITE, one from each phone that answered
        - **Defined in:** [RFC 3261 §17.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.1), [RFC 4320](https://www.rfc-editor.org/rfc/rfc4320)
      NOTES
    end

    entry do
      name 'Reliable provisional responses'
      notes <<~'NOTES'
        With the extension 100rel a 1xx is repeated until PRACK confirms it. Without it a 180 or 183 can get lost unnoticed.

        - **Caller:** INVITE with `Supported: 100rel` (may) or `Require: 100rel` (must)
        - **Callee:** 1xx with `Require: 100rel` and `RSeq`; never for 100
        - **Caller:** PRACK with `RAck`; the callee answers it with 200
        - **Not supported:** `Require: 100rel` gets [420](#420); a callee that insists sends [421](#421) (RFC 3261 §21.4.16)
        - **No PRACK:** after 32 s the callee should reject the INVITE with a [5xx](#5xx); a PRACK that fits nothing gets [481](#481)
        - **Defined in:** [RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262#section-3), [§4](https://www.rfc-editor.org/rfc/rfc3262#section-4)
      NOTES
      extra_index_name 'PRACK and 100rel'
    end

    entry do
      name 'ACK'
      notes <<~'NOTES'
        Only final responses to INVITE are acknowledged: a 2xx by the caller end to end, a failure by each hop.

        - **1xx:** not acknowledged; PRACK if sent [reliably](#Reliable)
        - **2xx to INVITE:** the UAC, with an ACK that is a transaction of its own and goes to the callee
        - **3xx–6xx to INVITE:** every hop on its own, proxy included; the same goes for [487](#487)
        - **Other methods:** no ACK
        - **CANCEL:** answered with 200 hop by hop; the INVITE it ends still gets [487](#487). If a 2xx was faster, the CANCEL changes nothing (200, from old stacks [481](#481)): ACK the 2xx, then send BYE
        - **No ACK seen:** the response is repeated for 32 s (a failure only over UDP); after a 2xx the callee then sends BYE
        - **Defined in:** [RFC 3261 §13.2.2.4](https://www.rfc-editor.org/rfc/rfc3261#section-13.2.2.4), [§17.1.1.3](https://www.rfc-editor.org/rfc/rfc3261#section-17.1.1.3), [§9.2](https://www.rfc-editor.org/rfc/rfc3261#section-9.2), [RFC 6026 §7.1](https://www.rfc-editor.org/rfc/rfc6026#section-7.1)
      NOTES
    end

    entry do
      name 'Forking and the best response'
      notes <<~'NOTES'
        A proxy that rings several phones passes on every 2xx; if there is none, one response: the best failure.

        - **2xx:** goes up at once, each of them; the pending branches get CANCEL
        - **6xx:** the pending branches get CANCEL; it wins if no 2xx comes
        - **3xx–5xx:** kept until all branches are done; the lowest class wins, and among 4xx those that help the caller: 401, 407, 415, 420, 484
        - **401, 407:** the challenges of all branches are collected in it, if one of these wins
        - **503:** should become 500 on the way up, if there is nothing else; B2BUAs and many proxies pass it on as it is
        - **Defined in:** [RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261#section-16.7)
      NOTES
    end

    entry do
      name 'Unknown codes'
      notes <<~'NOTES'
        A code that the receiver does not know counts as the x00 of its class: 431 as 400, 620 as 600. An unknown 1xx counts as 183.

        - **So:** new codes can be sent to old phones; the class decides what happens
        - **Defined in:** [RFC 3261 §8.1.3.2](https://www.rfc-editor.org/rfc/rfc3261#section-8.1.3.2)
      NOTES
    end

    entry do
      name 'Local timeout and transport error'
      notes <<~'NOTES'
        A response that is in the log but not in the trace was made by the client itself.

        - **No answer:** after 32 s (64 × T1: Timer B; Timer F for other methods) the UAC acts as if a [408](#408) had come
        - **Cannot send:** on a transport error it acts as if a [503](#503) had come
        - **Rings too long:** a proxy cancels the branch after Timer C, which is over 3 minutes
        - **In some stacks:** own numbers instead, such as [477](#477) or [701](#701)
        - **Defined in:** [RFC 3261 §8.1.3.1](https://www.rfc-editor.org/rfc/rfc3261#section-8.1.3.1), [§16.8](https://www.rfc-editor.org/rfc/rfc3261#section-16.8), [§17.1](https://www.rfc-editor.org/rfc/rfc3261#section-17.1)
      NOTES
      extra_index_name 'Timer B, TCP connection refused (408, 503)'
    end

    entry do
      name 'Which code to send'
      notes <<~'NOTES'
        The fitting response for what a server or a phone finds:

        | Situation | Send | Rather than |
        | --- | --- | --- |
        | Phone off or not registered | [480](#480) | [404](#404), [486](#486) |
        | On another call | [486](#486) | [600](#600): it stops the other phones too |
        | Do not disturb | [480](#480) | [603](#603): it stops the other phones too |
        | Rings, nobody answers | [480](#480); from a proxy [408](#408) | [603](#603) |
        | Call rejected by hand | [603](#603); [486](#486) to let other phones and voicemail go on | [403](#403) |
        | Call rejected by policy: caller, destination, account | [403](#403) | [603](#603) |
        | Caller hides the number | [433](#433) | [403](#403) |
        | Spam, says the user | [607](#607) | [603](#603) |
        | Spam, says a machine | [608](#608); in the United States [603+](#603+) | [403](#403) |
        | Number or user does not exist | [404](#404) | [604](#604), unless certain for everywhere |
        | Number too short | [484](#484) | [404](#404) |
        | Number changed | [301](#301); [410](#410) if the new one is unknown | [404](#404) |
        | No free channel, overload | [503](#503) with `Retry-After` | [486](#486), [500](#500) |
        | Codec, SRTP or media do not fit | [488](#488) | [415](#415), [606](#606) |
        | Method unknown; known, but not for this address | [501](#501); [405](#405) | [400](#400) |
        | Call or transaction unknown | [481](#481) | [404](#404) |
      NOTES
      extra_index_name 'Call rejected: which code'
    end

    entry do
      name 'Failover and retry'
      notes <<~'NOTES'
        By the RFC only a [503](#503), a timeout without any response, or a transport error sends the client on to the next server of the same DNS name. Any other final response is the answer.

        - **Another route or trunk:** left to configuration; mostly taken for [408](#408), [500](#500), [502](#502)–[504](#504), not for [404](#404), [484](#484), [486](#486) or a [6xx](#6xx)
        - **Same server again:** only after `Retry-After`, or with a changed request ([401](#401), [407](#407), [422](#422), [423](#423), [491](#491) …)
        - **OPTIONS ping:** any response, even 404 or 405, shows that the server is alive; [503](#503) with `Retry-After`: alive, but not to be used now. Many products still count only 2xx
        - **Defined in:** [RFC 3263 §4.3](https://www.rfc-editor.org/rfc/rfc3263#section-4.3), [RFC 3261 §21.5.4](https://www.rfc-editor.org/rfc/rfc3261#section-21.5.4)
      NOTES
      extra_index_name 'OPTIONS ping, DNS SRV and NAPTR lookup'
    end

    entry do
      name 'REGISTER (registration)'
      notes <<~'NOTES'
        What the answer to a REGISTER says:

        - **Registered:** [200](#200), with all bindings and their time left in `Contact`
        - **Credentials:** the first [401](#401) (or [407](#407)) is normal; again and again, or [403](#403): wrong password or user name, or barred
        - **Who:** [404](#404), no such user in this domain
        - **How long:** [423](#423), take at least `Min-Expires`
        - **Extensions:** [420](#420), [421](#421), [439](#439) (outbound), [494](#494) (security), [555](#555) (push)
        - **Server:** [405](#405) is no registrar; [408](#408) does not answer; [500](#500), [503](#503) in trouble
        - **Defined in:** [RFC 3261 §10.3](https://www.rfc-editor.org/rfc/rfc3261#section-10.3)
      NOTES
    end

    entry do
      name 'Transfer (REFER)'
      notes <<~'NOTES'
        A transfer has two results: the response to the REFER says only that it will be tried; how it went comes in the body of a NOTIFY, as a status line.

        - **Will try:** [200](#200), formerly [202](#202)
        - **Will not:** [400](#400) for no `Refer-To` or more than one, [403](#403), [405](#405), [501](#501), [603](#603); [481](#481) if the call is gone
        - **Result:** `SIP/2.0 100 Trying`, `180 Ringing`, then `200 OK` (transferred) or the failure, such as `486 Busy Here`
        - **INVITE with `Replaces`:** [481](#481), no such call; [603](#603), that call is over; [486](#486), it was answered and only an early one was wanted
        - **Proof wanted:** [429](#429) from the target
        - **Defined in:** [RFC 3515 §2.4.2](https://www.rfc-editor.org/rfc/rfc3515#section-2.4.2), [§2.4.5](https://www.rfc-editor.org/rfc/rfc3515#section-2.4.5), [RFC 7647 §5](https://www.rfc-editor.org/rfc/rfc7647#section-5), [RFC 3891 §3](https://www.rfc-editor.org/rfc/rfc3891#section-3)
      NOTES
    end

    entry do
      name 'In a call: what a failure ends'
      notes <<~'NOTES'
        Inside a call a failure ends the request alone, or this usage (the call, or one subscription), or the dialog with all that runs in it. Most end the request alone: after a refused re-INVITE the call goes on as before.

        | Ends | Codes |
        | --- | --- |
        | the request alone | [400](#400), 401–403, 406, 407, 412–415, 417, 420–423, 428, 429, 433, 436–438, [486](#486), 487, [488](#488), [491](#491), 493, 494, [500](#500), [503](#503), 504, 505, 513, 580, [600](#600), 603, 606, and codes not known |
        | this usage | [405](#405), [408](#408) or no response, [480](#480), [481](#481), [489](#489), [501](#501) |
        | the whole dialog | [404](#404), [410](#410), [416](#416), [482](#482)–[485](#485), [502](#502), [604](#604) |

        - **re-INVITE, UPDATE:** hold, resume, new codec, T.38, session refresh. Refused: the old session stays. [481](#481), [408](#408) or silence: the call is over, send BYE
        - **Both at once:** [491](#491); wait and try again
        - **Session refresh:** only a 2xx prolongs the session; without one before it expires, a BYE ends the call
        - **405, 501:** end the usage only if it needs that method; a refused INFO or OPTIONS ends nothing
        - **Many stacks:** end the whole dialog on 481, whatever the request was
        - **Defined in:** [RFC 5057 §5.1](https://www.rfc-editor.org/rfc/rfc5057#section-5.1), [§5.2](https://www.rfc-editor.org/rfc/rfc5057#section-5.2), [RFC 3261 §14.1](https://www.rfc-editor.org/rfc/rfc3261#section-14.1), [RFC 4028 §10](https://www.rfc-editor.org/rfc/rfc4028#section-10), [RFC 5079 §4](https://www.rfc-editor.org/rfc/rfc5079#section-4)
      NOTES
      extra_index_name 're-INVITE (reinvite)'
      extra_index_name 'Hold and resume'
      extra_index_name 'Session refresh'
    end

    entry do
      name 'Values of the Reason header field'
      notes <<~'NOTES'
        `Reason` tells what lies behind a BYE, a CANCEL or a response: a SIP code, a Q.850 cause, or another protocol's. It is for people and logs; nothing in the call depends on it.

        | Line | Means |
        | --- | --- |
        | `Reason: SIP;cause=200;text="Call completed elsewhere"` | CANCEL: another phone answered, so this is no missed call |
        | `Reason: Q.850;cause=16;text="Normal call clearing"` | BYE or CANCEL: hung up |
        | `Reason: Q.850;cause=1;text="Unallocated (unassigned) number";location=LN` | 404 from a gateway: the telephone network has no such number |
        | `Reason: SIP;cause=603;text="v=analytics1;url=https://example.com";location=RLN` | [603+](#603+): blocked by analytics; the text says where to object |
        | `Reason: SIP;cause=607;text="Unwanted"` | BYE: reported as spam during the call |
        | `Reason: SIP;cause=488;text="Not Acceptable Here"` | BYE right after the ACK: the offer in the 200 was not acceptable |
        | `Reason: STIR;cause=436;text="Bad Identity Info"` | in a 1xx or 200: the signature is not good, the call goes on |
        | `Reason: Preemption;cause=1;text="UA Preemption"` | BYE: a more important call took its place |

        - **Requests:** any request inside a dialog, and any CANCEL; any protocol. A proxy copies it from the CANCEL it received
        - **Responses:** `Q.850` and `STIR` in all but 100; `SIP` only where the code says so ([199](#199), [603+](#603+))
        - **How many:** one for each protocol; several for STIR
        - **location:** who released the call: `U` user, `LPN` and `RPN` private network, `LN` and `RLN` public network (L local, R remote), `TN` transit network, `INTL` international, `BI` beyond an interworking point. By the RFC for `Q.850` only
        - **Defined in:** [RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326#section-2), [RFC 6432 §3](https://www.rfc-editor.org/rfc/rfc6432#section-3), [RFC 9410 §3](https://www.rfc-editor.org/rfc/rfc9410#section-3), [RFC 8606 §4](https://www.rfc-editor.org/rfc/rfc8606#section-4), [RFC 9366 §3](https://www.rfc-editor.org/rfc/rfc9366#section-3), [RFC 4411](https://www.rfc-editor.org/rfc/rfc4411)
      NOTES
      extra_index_name 'Call completed elsewhere, answered on another phone (Reason: SIP;cause=200)'
    end

    entry do
      name 'Warn codes of the Warning header field'
      notes <<~'NOTES'
        The `Warning` header field tells which part of the session description did not fit. It comes with [488](#488) or [606](#606); 380 and 381 come with [480](#480).

        | Code | Text | Says |
        | --- | --- | --- |
        | 300 | Incompatible network protocol | a network protocol of the SDP is not there, such as IPv6 |
        | 301 | Incompatible network address formats | a kind of address is not there |
        | 302 | Incompatible transport protocol | a transport is not there, such as RTP/SAVP (SRTP) |
        | 303 | Incompatible bandwidth units | a unit of bandwidth is not understood |
        | 304 | Media type not available | audio, video or image is not there at all |
        | 305 | Incompatible media format | a codec is not there |
        | 306 | Attribute not understood | a line `a=` of the media is not supported |
        | 307 | Session description parameter not understood | any other parameter |
        | 330 | Multicast not available | no multicast where the user is |
        | 331 | Unicast not available | mostly a firewall |
        | 370 | Insufficient bandwidth | more than there is |
        | 380 | SIPS Not Allowed | wants to be called by `sip:`, not by `sips:` |
        | 381 | SIPS Required | wants to be called by `sips:`, not by `sip:` |
        | 399 | Miscellaneous warning | free text; a program must not act on it |

        - **Line:** `Warning: 305 pbx.example.com "Incompatible media format"`: code, who warns, text
        - **Careful:** these are not response codes: Warning 305 is a codec, [305](#305) is a proxy. Some guides take 304 for the codec; it is 305
        - **Groups:** 300–329 words of the SDP, 330–339 network, 370–379 bandwidth, 390–399 other
        - **Q.850:** a warning about the bearer makes a gateway send [65](#65) rather than [31](#31)
        - **Defined in:** [RFC 3261 §20.43](https://www.rfc-editor.org/rfc/rfc3261#section-20.43), [RFC 5630 §5.1.2](https://www.rfc-editor.org/rfc/rfc5630#section-5.1.2)
      NOTES
      extra_index_name 'Warning 300 Incompatible network protocol'
      extra_index_name 'Warning 301 Incompatible network address formats'
      extra_index_name 'Warning 302 Incompatible transport protocol'
      extra_index_name 'Warning 303 Incompatible bandwidth units'
      extra_index_name 'Warning 304 Media type not available'
      extra_index_name 'Warning 305 Incompatible media format'
      extra_index_name 'Warning 306 Attribute not understood'
      extra_index_name 'Warning 307 Session description parameter not understood'
      extra_index_name 'Warning 330 Multicast not available'
      extra_index_name 'Warning 331 Unicast not available'
      extra_index_name 'Warning 370 Insufficient bandwidth'
      extra_index_name 'Warning 380 SIPS Not Allowed (480)'
      extra_index_name 'Warning 381 SIPS Required (480)'
      extra_index_name 'Warning 399 Miscellaneous warning'
    end

    entry do
      name 'Events (SUBSCRIBE, NOTIFY, PUBLISH)'
      notes <<~'NOTES'
        What the answer to a request about presence, busy lamps or waiting messages says:

        - **SUBSCRIBE:** [200](#200), a NOTIFY follows; [204](#204), none follows; [423](#423), ask for longer; [489](#489), package unknown
        - **NOTIFY:** [200](#200); [481](#481), no such subscription, and the notifier drops it; [489](#489), wrong package
        - **PUBLISH:** [200](#200) with `SIP-ETag`; [412](#412), state lost, publish all of it again; [423](#423); [489](#489)
        - **Defined in:** [RFC 6665 §4](https://www.rfc-editor.org/rfc/rfc6665#section-4), [RFC 3903 §6](https://www.rfc-editor.org/rfc/rfc3903#section-6)
      NOTES
      extra_index_name 'BLF, presence and MWI'
    end

    entry do
      name 'STIR/SHAKEN failures'
      notes <<~'NOTES'
        Which code says what about the signed caller identity (the `Identity` header field):

        - **None there:** [428](#428)
        - **Too old:** [403](#Stale) with the phrase "Stale Date"
        - **No certificate:** [436](#436), it could not be fetched
        - **Certificate not accepted:** [437](#437)
        - **Wrong signature:** [438](#438)
        - **Call goes on all the same:** the code stands in `Reason: STIR;cause=…` of another response
        - **Attestation:** A (full), B (partial) or C (gateway) in the signed token, [RFC 8588 §4](https://www.rfc-editor.org/rfc/rfc8588#section-4); a low level is no failure in itself
        - **Defined in:** [RFC 8224 §6.2.2](https://www.rfc-editor.org/rfc/rfc8224#section-6.2.2), [RFC 9410](https://www.rfc-editor.org/rfc/rfc9410)
      NOTES
    end

    entry do
      name 'SIP and HTTP status codes'
      notes <<~'NOTES'
        SIP took over the classes 1xx–5xx and those HTTP codes that make sense for calls, and added 6xx. Other HTTP codes should not be used.

        - **Alike:** 200, 202, 300–302, 305, 400–407, 410, 412–415, 500–505
        - **Same number, other meaning:** [100](#100%20Trying), [204](#204), [408](#408), [416](#416), [417](#417), [421](#421)–[425](#425), [428](#428), [429](#429)
        - **Only in HTTP, for example:** 203, 206, 303, 304, 307, 409, 411, 431, 451, 511
        - **Only in SIP:** 180–199, 380, 420, 430, 433 and up in 4xx, 513 and up in 5xx, all of 6xx
        - **Defined in:** [RFC 3261 §21](https://www.rfc-editor.org/rfc/rfc3261#section-21)
      NOTES
    end
  end

  category do
    id 'Not in the Registry'

    entry do
      name '603+ Network Blocked'
      notes <<~'NOTES'
        Not a new code: 603+ is a [603](#603) with the phrase "Network Blocked", sent when a network in the United States blocks a call because its analytics suspect it.

        - **Seen in:** calls in the United States; required by the FCC from 25 March 2026
        - **Do:** give up, try no other route; pass phrase and `Reason` on unchanged: they tell the caller where to object
        - **Carries:** MUST `Reason` (cause 603 or 21, and a text with a web, phone or mail address)
        - **Lookalikes:** [608](#608) is the IETF's code for the same; a plain [603](#603) is the user's decision
        - **Status:** a profile of 603 in ATIS-1000099
      NOTES
      extra_index_name '603 Network Blocked'
    end

    entry do
      name 'Stale Date (403 by STIR)'
      notes <<~'NOTES'
        Not a code of its own: a [403](#403) whose phrase says that the date of the STIR signature is too old.

        - **Seen in:** STIR verifiers; some older tables list it as 439
        - **Do:** correct the clock, or sign again and repeat
        - **Lookalikes:** [438](#438) is a wrong signature; [439](#439) is about outbound; [401](#401) with `stale=true` is about an old nonce
        - **Status:** a phrase that RFC 8224 §6.2.2 allows for 403
      NOTES
    end

    entry do
      name '203 Non-Authoritative Information'
      notes <<~'NOTES'
        An HTTP code that never was a SIP code; there it marks an answer that was altered on the way.

        - **Seen in:** other cheat sheets
        - **Do:** treat as [200](#200)
        - **Status:** not registered; HTTP only
      NOTES
    end

    entry do
      name '303 See Other'
      notes <<~'NOTES'
        An HTTP code that never was a SIP code; there it sends the browser to another page.

        - **Seen in:** other lists, and in code as a slip for [305](#305)
        - **Do:** treat as [300](#300)
        - **Status:** not registered; HTTP only
      NOTES
    end

    entry do
      name '409 Conflict'
      notes <<~'NOTES'
        The `action` parameter of a REGISTER contradicts what is registered already.

        - **Seen in:** RFC 2543; tables of PJSIP, sofia-sip, Asterisk, Microsoft, AudioCodes. Some explain it as "user already registered"
        - **Do:** treat as [400](#400)
        - **Status:** not registered; dropped in 2002 by RFC 3261
      NOTES
    end

    entry do
      name '411 Length Required'
      notes <<~'NOTES'
        The request has a body but no valid `Content-Length`.

        - **Seen in:** RFC 2543; tables of PJSIP, sofia-sip, Asterisk, AudioCodes
        - **Do:** treat as [400](#400); send `Content-Length`
        - **Status:** not registered; dropped in 2002 by RFC 3261
      NOTES
    end

    entry do
      name '477 Unfortunately error on sending to next hop occurred'
      notes <<~'NOTES'
        The proxy could not send the request to the next hop. The phrase ends in (477/TM) or (477/SL), for the part of the program that failed.

        - **Seen in:** SER and Kamailio; in OpenSIPS 477 reads "Send failed". Its family in Kamailio: 478 "Unresolvable destination", 479 "Regretfully, we were not able to process the URI"; in OpenSIPS: 473 "Filtered destination", 474 (unsuitable protocol), 475 "Bad URI", 476 "Unresolvable destination"
        - **Do:** treat as [400](#400); look at DNS and transport behind that proxy
        - **Lookalikes:** [503](#503) and [502](#502) are the registered codes for it
        - **Status:** not registered; internal to these proxies
      NOTES
      extra_index_name '477 Send failed (OpenSIPS)'
      extra_index_name '478 Unresolvable destination (Kamailio)'
      extra_index_name '479 Regretfully, not able to process the URI (Kamailio)'
      extra_index_name '473–476 Filtered destination, Bad URI, Unresolvable destination (OpenSIPS)'
    end

    entry do
      name '490 Request Updated'
      notes <<~'NOTES'
        Means nothing today: the number comes from a draft that expired.

        - **Seen in:** tables of PJSIP and sofia-sip
        - **Do:** treat as [400](#400)
        - **Lookalikes:** [491](#491) is glare
        - **Status:** not registered
      NOTES
    end

    entry do
      name '687 Dialog Terminated'
      notes <<~'NOTES'
        The stack ended a dialog by itself and tells its own application so.

        - **Seen in:** sofia-sip, inside the program
        - **Do:** treat as [600](#600) if it ever is on the wire
        - **Lookalikes:** [487](#487) and [199](#199) are the registered codes
        - **Status:** not registered; internal to sofia-sip
      NOTES
    end

    entry do
      name '701 No response from destination server'
      notes <<~'NOTES'
        Never on the wire: classes end at 6xx, and 7xx are error numbers of a SIP stack. Nothing came back from the server.

        - **Seen in:** PJSIP's table of phrases; today it reports [408](#408) instead. Some lists explain 701 as "Party Hangs Up"; PJSIP does not
        - **Do:** look for the reason on your own side: network, firewall, address
        - **Lookalikes:** [408](#408) is what RFC 3261 has for it
        - **Status:** not registered; internal to PJSIP
      NOTES
      extra_index_name '7xx'
      extra_index_name 'Party Hangs Up (701)'
    end

    entry do
      name '702 Unable to resolve destination server'
      notes <<~'NOTES'
        Never on the wire: the stack found no address for the server's name.

        - **Seen in:** PJSIP's table of phrases; today it reports [502](#502) instead
        - **Do:** check DNS and the configured name
        - **Lookalikes:** [503](#503) is what most other stacks report
        - **Status:** not registered; internal to PJSIP
      NOTES
    end

    entry do
      name '703 Error sending message to destination server'
      notes <<~'NOTES'
        Never on the wire: the stack could not send.

        - **Seen in:** PJSIP's table of phrases; today it reports [503](#503) instead
        - **Do:** check transport, port, TLS and route
        - **Lookalikes:** [503](#503) is what RFC 3261 has for it
        - **Status:** not registered; internal to PJSIP
      NOTES
    end

    entry do
      name '101 Progress Report'
      notes <<~'NOTES'
        Microsoft's own provisional response: it tells how far the routing of the request has come.

        - **Seen in:** Lync and Skype for Business, with `ms-diagnostics`
        - **Do:** treat as [183](#183)
        - **Lookalikes:** [100](#100%20Trying) is the registered one
        - **Status:** not registered
      NOTES
    end

    entry do
      name '499 and 999 in reports'
      notes <<~'NOTES'
        Not sent by anyone: programs file what they do not know under such numbers.

        - **Seen in:** statistics and error tables; 199, 299, 399, 499, 599 and 699 stand for "others" of a class, 999 for "no valid response"
        - **Do:** look for the real code in the trace
        - **Lookalikes:** [408](#408) is what a client reports when nothing came back
        - **Status:** not registered; only 199 is a [real code](#199) too
      NOTES
    end

    entry do
      name 'Microsoft Teams code 560xxx'
      notes <<~'NOTES'
        Not on the wire: with 560 in front, Teams says that your SBC sent the last response. The last three digits are its SIP code: 560486 is [486](#486).

        - **Seen in:** Teams admin center, call reports of Direct Routing
        - **Do:** look into the log of the SBC for that code. Any other Microsoft code: the response was made by Microsoft
        - **Status:** a code of Microsoft, not of SIP
      NOTES
    end

    entry do
      name 'PJSIP status codes, 17xxxx'
      notes <<~'NOTES'
        Not on the wire: a status of PJSIP is 170000 plus the SIP code, such as 170408, or 171000 and up for an error of its own.

        - **Seen in:** PJSIP, in logs and applications, such as `[status=171039]` (171039 invalid URI, 171060 transport not supported, 171100 credentials refused, 171101 no credentials for this realm); 120000 and up is 120000 plus the error of the system (120111 on Linux: connection refused)
        - **Do:** take 170000 off, and read the SIP code
        - **Status:** internal to PJSIP
      NOTES
      extra_index_name '171100, 171101 authentication, 120111 connection refused (PJSIP)'
    end

    entry do
      name 'Twilio error 32xxx'
      notes <<~'NOTES'
        Not on the wire: Twilio reports trouble with SIP under numbers from 32000.

        - **Seen in:** Twilio, in its log of errors: 32009 the user is not registered; 32011 your server does not answer, or answers with an error
        - **Do:** 32009 as for [480](#480); 32011: look for the SIP code in the details of the error
        - **Status:** a code of Twilio, not of SIP
      NOTES
    end
  end

  category do
    id 'ISDN Cause (Q.850) to SIP'
    header 'Q.850 cause'
    header 'ISDN to SIP'
    header 'SIP to ISDN'
    header 'In FreeSWITCH and Asterisk, sent as'

    entry do
      name '1 Unallocated (unassigned) number'
      index_name 'Q.850 1 Unallocated (unassigned) number, UNALLOCATED_NUMBER, UNALLOCATED (cause 1, Q.850;cause=1)'
      extra_index_name 'Q.850 1 (cause 1, Q.850;cause=1)'
      td_notes '[404](#404) Not Found'
      td_notes '[404](#404), [485](#485), [604](#604)'
      td_notes 'FreeSWITCH `UNALLOCATED_NUMBER`, Asterisk `UNALLOCATED`: 404'
    end

    entry do
      name '2 No route to specified transit network'
      index_name 'Q.850 2 No route to specified transit network, NO_ROUTE_TRANSIT_NET (cause 2, Q.850;cause=2)'
      extra_index_name 'Q.850 2 (cause 2, Q.850;cause=2)'
      td_notes '[404](#404) Not Found'
      td_notes '–'
      td_notes '`NO_ROUTE_TRANSIT_NET`: 404'
    end

    entry do
      name '3 No route to destination'
      index_name 'Q.850 3 No route to destination, NO_ROUTE_DESTINATION (cause 3, Q.850;cause=3)'
      extra_index_name 'Q.850 3 (cause 3, Q.850;cause=3)'
      td_notes '[404](#404) Not Found'
      td_notes '–'
      td_notes '`NO_ROUTE_DESTINATION`: 404'
    end

    entry do
      name '4 Send special information tone'
      index_name 'Q.850 4 Send special information tone (cause 4, Q.850;cause=4)'
      extra_index_name 'Q.850 4 (cause 4, Q.850;cause=4)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '5 Misdialled trunk prefix'
      index_name 'Q.850 5 Misdialled trunk prefix, MISDIALLED_TRUNK_PREFIX (cause 5, Q.850;cause=5)'
      extra_index_name 'Q.850 5 (cause 5, Q.850;cause=5)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes 'Asterisk `MISDIALLED_TRUNK_PREFIX`: 603'
    end

    entry do
      name '6 Channel unacceptable'
      index_name 'Q.850 6 Channel unacceptable, CHANNEL_UNACCEPTABLE (cause 6, Q.850;cause=6)'
      extra_index_name 'Q.850 6 (cause 6, Q.850;cause=6)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`CHANNEL_UNACCEPTABLE`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '7 Call awarded and being delivered in an established channel'
      index_name 'Q.850 7 Call awarded and being delivered in an established channel, CALL_AWARDED_DELIVERED (cause 7, Q.850;cause=7)'
      extra_index_name 'Q.850 7 (cause 7, Q.850;cause=7)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`CALL_AWARDED_DELIVERED`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '8 Preemption'
      index_name 'Q.850 8 Preemption, PRE_EMPTED (cause 8, Q.850;cause=8)'
      td_notes '[500](#500) Server Internal Error, as not listed. FreeSWITCH has the number 45 for it'
      td_notes '–'
      td_notes '`PRE_EMPTED`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '9 Preemption, circuit reserved for reuse'
      index_name 'Q.850 9 Preemption, circuit reserved for reuse (cause 9, Q.850;cause=9)'
      extra_index_name 'Q.850 9 (cause 9, Q.850;cause=9)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '14 QoR: ported number'
      index_name 'Q.850 14 QoR: ported number, NUMBER_PORTED_NOT_HERE (cause 14, Q.850;cause=14)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes 'Asterisk `NUMBER_PORTED_NOT_HERE`: 603'
    end

    entry do
      name '16 Normal call clearing'
      index_name 'Q.850 16 Normal call clearing, NORMAL_CLEARING (cause 16, Q.850;cause=16)'
      extra_index_name '16 Clearing (Q.850)'
      td_notes 'none: BYE or CANCEL, depending on the state of the call'
      td_notes 'BYE, CANCEL'
      td_notes '`NORMAL_CLEARING`'
    end

    entry do
      name '17 User busy'
      index_name 'Q.850 17 User busy, USER_BUSY (cause 17, Q.850;cause=17)'
      extra_index_name '17 User busy (Q.850)'
      td_notes '[486](#486) Busy Here'
      td_notes '[486](#486), [600](#600)'
      td_notes '`USER_BUSY`: 486'
    end

    entry do
      name '18 No user responding'
      index_name 'Q.850 18 No user responding, NO_USER_RESPONSE (cause 18, Q.850;cause=18)'
      td_notes '[408](#408) Request Timeout'
      td_notes '[480](#480)'
      td_notes '`NO_USER_RESPONSE`: 408'
    end

    entry do
      name '19 No answer from user (user alerted)'
      index_name 'Q.850 19 No answer from user (user alerted), NO_ANSWER (cause 19, Q.850;cause=19)'
      td_notes '[480](#480) Temporarily Unavailable'
      td_notes '–'
      td_notes '`NO_ANSWER`: 480'
    end

    entry do
      name '20 Subscriber absent'
      index_name 'Q.850 20 Subscriber absent, SUBSCRIBER_ABSENT (cause 20, Q.850;cause=20)'
      td_notes '[480](#480) Temporarily Unavailable'
      td_notes '–'
      td_notes '`SUBSCRIBER_ABSENT`: 480'
    end

    entry do
      name '21 Call rejected'
      index_name 'Q.850 21 Call rejected, CALL_REJECTED (cause 21, Q.850;cause=21)'
      td_notes '[403](#403) Forbidden; [603](#603) Decline if the location is the user'
      td_notes '[401](#401), [402](#402), [403](#403), [407](#407), [603](#603)'
      td_notes '`CALL_REJECTED`: FreeSWITCH 603, Asterisk 403'
    end

    entry do
      name '22 Number changed'
      index_name 'Q.850 22 Number changed, NUMBER_CHANGED (cause 22, Q.850;cause=22)'
      td_notes '[410](#410) Gone; [301](#301) Moved Permanently if the diagnostic holds the new number'
      td_notes '[410](#410)'
      td_notes '`NUMBER_CHANGED`: 410'
    end

    entry do
      name '23 Redirection to new destination'
      index_name 'Q.850 23 Redirection to new destination, REDIRECTION_TO_NEW_DESTINATION, REDIRECTED_TO_NEW_DESTINATION (cause 23, Q.850;cause=23)'
      td_notes '[410](#410) Gone'
      td_notes '–'
      td_notes 'FreeSWITCH `REDIRECTION_TO_NEW_DESTINATION`: 410; Asterisk `REDIRECTED_TO_NEW_DESTINATION`: 302'
    end

    entry do
      name '24 Call rejected due to feature at the destination'
      index_name 'Q.850 24 Call rejected due to feature at the destination (cause 24, Q.850;cause=24)'
      td_notes '[500](#500) Server Internal Error, as not listed. Oracle sends it for 433'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '25 Exchange routing error'
      index_name 'Q.850 25 Exchange routing error, EXCHANGE_ROUTING_ERROR (cause 25, Q.850;cause=25)'
      td_notes '[500](#500) Server Internal Error, as not listed. Oracle 483, AudioCodes 400'
      td_notes '[482](#482), [483](#483)'
      td_notes 'FreeSWITCH `EXCHANGE_ROUTING_ERROR`: 483'
    end

    entry do
      name '26 Non-selected user clearing'
      index_name 'Q.850 26 Non-selected user clearing, ANSWERED_ELSEWHERE (cause 26, Q.850;cause=26)'
      td_notes '[404](#404) Not Found. In ANSI ISUP: misrouted ported number'
      td_notes '–'
      td_notes 'Asterisk `ANSWERED_ELSEWHERE`: 603'
    end

    entry do
      name '27 Destination out of order'
      index_name 'Q.850 27 Destination out of order, DESTINATION_OUT_OF_ORDER (cause 27, Q.850;cause=27)'
      td_notes '[502](#502) Bad Gateway'
      td_notes '–'
      td_notes '`DESTINATION_OUT_OF_ORDER`: 502'
    end

    entry do
      name '28 Invalid number format (address incomplete)'
      index_name 'Q.850 28 Invalid number format (address incomplete), INVALID_NUMBER_FORMAT (cause 28, Q.850;cause=28)'
      td_notes '[484](#484) Address Incomplete'
      td_notes '[484](#484)'
      td_notes '`INVALID_NUMBER_FORMAT`: 484'
    end

    entry do
      name '29 Facility rejected'
      index_name 'Q.850 29 Facility rejected, FACILITY_REJECTED (cause 29, Q.850;cause=29)'
      td_notes '[501](#501) Not Implemented'
      td_notes '–'
      td_notes '`FACILITY_REJECTED`: 501'
    end

    entry do
      name '30 Response to STATUS ENQUIRY'
      index_name 'Q.850 30 Response to STATUS ENQUIRY, RESPONSE_TO_STATUS_ENQUIRY (cause 30, Q.850;cause=30)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`RESPONSE_TO_STATUS_ENQUIRY`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '31 Normal, unspecified'
      index_name 'Q.850 31 Normal, unspecified, NORMAL_UNSPECIFIED (cause 31, Q.850;cause=31)'
      td_notes '[480](#480) Temporarily Unavailable'
      td_notes 'every code not listed; [488](#488), [606](#606) by default'
      td_notes '`NORMAL_UNSPECIFIED`: 480'
    end

    entry do
      name '34 No circuit/channel available'
      index_name 'Q.850 34 No circuit/channel available, NORMAL_CIRCUIT_CONGESTION (cause 34, Q.850;cause=34)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '–'
      td_notes '`NORMAL_CIRCUIT_CONGESTION`: 503'
    end

    entry do
      name '38 Network out of order'
      index_name 'Q.850 38 Network out of order, NETWORK_OUT_OF_ORDER (cause 38, Q.850;cause=38)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '[502](#502)'
      td_notes '`NETWORK_OUT_OF_ORDER`: FreeSWITCH 503, Asterisk 500'
    end

    entry do
      name '39 Permanent frame mode connection out of service'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '40 Permanent frame mode connection operational'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '41 Temporary failure'
      index_name 'Q.850 41 Temporary failure, NORMAL_TEMPORARY_FAILURE (cause 41, Q.850;cause=41)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '[400](#400), [481](#481), [500](#500), [503](#503)'
      td_notes '`NORMAL_TEMPORARY_FAILURE`: FreeSWITCH 503, Asterisk 603'
    end

    entry do
      name '42 Switching equipment congestion'
      index_name 'Q.850 42 Switching equipment congestion, SWITCH_CONGESTION (cause 42, Q.850;cause=42)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '–'
      td_notes '`SWITCH_CONGESTION`: 503'
    end

    entry do
      name '43 Access information discarded'
      index_name 'Q.850 43 Access information discarded, ACCESS_INFO_DISCARDED (cause 43, Q.850;cause=43)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`ACCESS_INFO_DISCARDED`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '44 Requested circuit/channel not available'
      index_name 'Q.850 44 Requested circuit/channel not available, REQUESTED_CHAN_UNAVAIL (cause 44, Q.850;cause=44)'
      td_notes 'none: the switch tries another circuit. AudioCodes 503'
      td_notes '–'
      td_notes '`REQUESTED_CHAN_UNAVAIL`: FreeSWITCH 503, Asterisk 603'
    end

    entry do
      name '46 Precedence call blocked'
      index_name 'Q.850 46 Precedence call blocked (cause 46, Q.850;cause=46)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '47 Resource unavailable, unspecified'
      index_name 'Q.850 47 Resource unavailable, unspecified (cause 47, Q.850;cause=47)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '49 Quality of service unavailable'
      index_name 'Q.850 49 Quality of service unavailable (cause 49, Q.850;cause=49)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '50 Requested facility not subscribed'
      index_name 'Q.850 50 Requested facility not subscribed, FACILITY_NOT_SUBSCRIBED (cause 50, Q.850;cause=50)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`FACILITY_NOT_SUBSCRIBED`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '52 Outgoing call barred'
      index_name 'Q.850 52 Outgoing call barred, OUTGOING_CALL_BARRED (cause 52, Q.850;cause=52)'
      td_notes '[500](#500) Server Internal Error, as not listed. ITU-T has no cause 52'
      td_notes '–'
      td_notes '`OUTGOING_CALL_BARRED`: FreeSWITCH 403, Asterisk 603'
    end

    entry do
      name '53 Outgoing calls barred within CUG'
      index_name 'Q.850 53 Outgoing calls barred within CUG (cause 53, Q.850;cause=53)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '54 Incoming call barred'
      index_name 'Q.850 54 Incoming call barred, INCOMING_CALL_BARRED (cause 54, Q.850;cause=54)'
      td_notes '[500](#500) Server Internal Error, as not listed. ITU-T has no cause 54'
      td_notes '–'
      td_notes '`INCOMING_CALL_BARRED`: FreeSWITCH 403, Asterisk 603'
    end

    entry do
      name '55 Incoming calls barred within CUG'
      index_name 'Q.850 55 Incoming calls barred within CUG (cause 55, Q.850;cause=55)'
      td_notes '[403](#403) Forbidden'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '57 Bearer capability not authorized'
      index_name 'Q.850 57 Bearer capability not authorized, BEARERCAPABILITY_NOTAUTH (cause 57, Q.850;cause=57)'
      td_notes '[403](#403) Forbidden'
      td_notes '–'
      td_notes '`BEARERCAPABILITY_NOTAUTH`: FreeSWITCH 403, Asterisk 603'
    end

    entry do
      name '58 Bearer capability not presently available'
      index_name 'Q.850 58 Bearer capability not presently available, BEARERCAPABILITY_NOTAVAIL (cause 58, Q.850;cause=58)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '–'
      td_notes '`BEARERCAPABILITY_NOTAVAIL`: FreeSWITCH 503, Asterisk 488'
    end

    entry do
      name '62 Inconsistency in designated outgoing access information and subscriber class'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '63 Service or option not available, unspecified'
      index_name 'Q.850 63 Service or option not available, unspecified, SERVICE_UNAVAILABLE (cause 63, Q.850;cause=63)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '[405](#405)'
      td_notes 'FreeSWITCH `SERVICE_UNAVAILABLE`: 480'
    end

    entry do
      name '65 Bearer capability not implemented'
      index_name 'Q.850 65 Bearer capability not implemented, BEARERCAPABILITY_NOTIMPL (cause 65, Q.850;cause=65)'
      td_notes '[488](#488) Not Acceptable Here'
      td_notes '[488](#488), [606](#606) if the `Warning` is about the bearer'
      td_notes '`BEARERCAPABILITY_NOTIMPL`: FreeSWITCH 488, Asterisk 603'
    end

    entry do
      name '66 Channel type not implemented'
      index_name 'Q.850 66 Channel type not implemented, CHAN_NOT_IMPLEMENTED (cause 66, Q.850;cause=66)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`CHAN_NOT_IMPLEMENTED`: FreeSWITCH 480, Asterisk 503'
    end

    entry do
      name '69 Requested facility not implemented'
      index_name 'Q.850 69 Requested facility not implemented, FACILITY_NOT_IMPLEMENTED (cause 69, Q.850;cause=69)'
      td_notes '[500](#500) Server Internal Error, as not listed. By QSIG (RFC 4497) 501'
      td_notes '–'
      td_notes '`FACILITY_NOT_IMPLEMENTED`: FreeSWITCH 501, Asterisk 603'
    end

    entry do
      name '70 Only restricted digital information bearer capability is available'
      index_name 'Q.850 70 Only restricted digital information bearer capability is available (cause 70, Q.850;cause=70)'
      td_notes '[488](#488) Not Acceptable Here'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '79 Service or option not implemented, unspecified'
      index_name 'Q.850 79 Service or option not implemented, unspecified, SERVICE_NOT_IMPLEMENTED (cause 79, Q.850;cause=79)'
      td_notes '[501](#501) Not Implemented'
      td_notes '[406](#406), [415](#415), [501](#501)'
      td_notes 'FreeSWITCH `SERVICE_NOT_IMPLEMENTED`: 501'
    end

    entry do
      name '81 Invalid call reference value'
      index_name 'Q.850 81 Invalid call reference value, INVALID_CALL_REFERENCE (cause 81, Q.850;cause=81)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`INVALID_CALL_REFERENCE`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '82 Identified channel does not exist'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '83 A suspended call exists, but not with this call identity'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '84 Call identity in use'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '85 No call suspended'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '86 Call having the requested call identity has been cleared'
      not_in_main_index
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '87 User not member of CUG'
      index_name 'Q.850 87 User not member of CUG (cause 87, Q.850;cause=87)'
      td_notes '[403](#403) Forbidden'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '88 Incompatible destination'
      index_name 'Q.850 88 Incompatible destination, INCOMPATIBLE_DESTINATION (cause 88, Q.850;cause=88)'
      td_notes '[503](#503) Service Unavailable'
      td_notes '–'
      td_notes '`INCOMPATIBLE_DESTINATION`: FreeSWITCH 488, Asterisk 603'
    end

    entry do
      name '90 Non-existing CUG'
      index_name 'Q.850 90 Non-existing CUG (cause 90, Q.850;cause=90)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '91 Invalid transit network selection'
      index_name 'Q.850 91 Invalid transit network selection (cause 91, Q.850;cause=91)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '95 Invalid message, unspecified'
      index_name 'Q.850 95 Invalid message, unspecified, INVALID_MSG_UNSPECIFIED (cause 95, Q.850;cause=95)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`INVALID_MSG_UNSPECIFIED`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '96 Mandatory information element is missing'
      index_name 'Q.850 96 Mandatory information element is missing, MANDATORY_IE_MISSING (cause 96, Q.850;cause=96)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`MANDATORY_IE_MISSING`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '97 Message type non-existent or not implemented'
      index_name 'Q.850 97 Message type non-existent or not implemented, MESSAGE_TYPE_NONEXIST (cause 97, Q.850;cause=97)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`MESSAGE_TYPE_NONEXIST`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '98 Message not compatible with call state, or message type non-existent'
      index_name 'Q.850 98 Message not compatible with call state, or message type non-existent, WRONG_MESSAGE (cause 98, Q.850;cause=98)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`WRONG_MESSAGE`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '99 Information element non-existent or not implemented'
      index_name 'Q.850 99 Information element non-existent or not implemented, IE_NONEXIST (cause 99, Q.850;cause=99)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`IE_NONEXIST`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '100 Invalid information element contents'
      index_name 'Q.850 100 Invalid information element contents, INVALID_IE_CONTENTS (cause 100, Q.850;cause=100)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`INVALID_IE_CONTENTS`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '101 Message not compatible with call state'
      index_name 'Q.850 101 Message not compatible with call state, WRONG_CALL_STATE (cause 101, Q.850;cause=101)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`WRONG_CALL_STATE`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '102 Recovery on timer expiry'
      index_name 'Q.850 102 Recovery on timer expiry, RECOVERY_ON_TIMER_EXPIRE (cause 102, Q.850;cause=102)'
      td_notes '[504](#504) Server Time-out'
      td_notes '[408](#408), [504](#504)'
      td_notes '`RECOVERY_ON_TIMER_EXPIRE`: FreeSWITCH 504, Asterisk 603'
    end

    entry do
      name '103 Parameter non-existent or not implemented, passed on'
      index_name 'Q.850 103 Parameter non-existent or not implemented, passed on, MANDATORY_IE_LENGTH_ERROR (cause 103, Q.850;cause=103)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '`MANDATORY_IE_LENGTH_ERROR`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '110 Message with unrecognized parameter, discarded'
      index_name 'Q.850 110 Message with unrecognized parameter, discarded (cause 110, Q.850;cause=110)'
      td_notes '[500](#500) Server Internal Error, as not listed'
      td_notes '–'
      td_notes '–'
    end

    entry do
      name '111 Protocol error, unspecified'
      index_name 'Q.850 111 Protocol error, unspecified, PROTOCOL_ERROR (cause 111, Q.850;cause=111)'
      td_notes '[500](#500) Server Internal Error'
      td_notes '–'
      td_notes '`PROTOCOL_ERROR`: FreeSWITCH 480, Asterisk 603'
    end

    entry do
      name '127 Interworking, unspecified'
      index_name 'Q.850 127 Interworking, unspecified, INTERWORKING (cause 127, Q.850;cause=127)'
      td_notes '[500](#500) Server Internal Error'
      td_notes '[413](#413), [414](#414), [416](#416), [420](#420), [421](#421), [423](#423), [505](#505), [513](#513)'
      td_notes '`INTERWORKING`: FreeSWITCH 480, Asterisk 500'
    end

    entry do
      name 'Any other cause'
      index_name 'Q.850 any other cause'
      td_notes '[500](#500) Server Internal Error'
      td_notes '–'
      td_notes 'FreeSWITCH 480, Asterisk 603'
    end
  end

  category do
    id 'SIP to ISDN Cause (Q.850)'

    entry do
      name 'SIP response to ISDN cause'
      notes <<~'NOTES'
        For 406, 413–416, 420, 421, 423, 484, 505 and 513 the gateway should first try to repair the request. The cause location is user for a 6xx, and network for a 4xx or 5xx. If the response carries an ISUP REL in its body (SIP-I, SIP-T), the cause in there wins over this table. By [RFC 3398 §8.2.6.1](https://www.rfc-editor.org/rfc/rfc3398#section-8.2.6.1); the way back by [§7.2.4.1](https://www.rfc-editor.org/rfc/rfc3398#section-7.2.4.1). An empty cell in the last column: FreeSWITCH, Asterisk and Oracle do as the RFC; for AudioCodes and HP it means "not known".

        | SIP | Q.850 | Products that differ |
        | --- | --- | --- |
        | [400](#400) Bad Request | [41 Temporary failure](#41) | AudioCodes 31, Asterisk 127, Oracle 111 |
        | [401](#401) Unauthorized | [21 Call rejected](#21), if the gateway cannot authenticate | Oracle 127 |
        | [402](#402) Payment Required | [21 Call rejected](#21) | Asterisk 127, Oracle 127 |
        | [403](#403) Forbidden | [21 Call rejected](#21) | Oracle 79 |
        | [404](#404) Not Found | [1 Unallocated (unassigned) number](#1) |  |
        | [405](#405) Method Not Allowed | [63 Service or option not available](#63) | Asterisk 127, Oracle 127 |
        | [406](#406) Not Acceptable | [79 Service or option not implemented](#79) | Asterisk 127, Oracle 127 |
        | [407](#407) Proxy Authentication Required | [21 Call rejected](#21), if the gateway cannot authenticate | Oracle 127 |
        | [408](#408) Request Timeout | [102 Recovery on timer expiry](#102) | Asterisk 18 |
        | [410](#410) Gone | [22 Number changed](#22) |  |
        | [413](#413) Request Entity Too Large | [127 Interworking, unspecified](#127) |  |
        | [414](#414) Request-URI Too Long | [127 Interworking, unspecified](#127) | Oracle 111 |
        | [415](#415) Unsupported Media Type | [79 Service or option not implemented](#79) | Asterisk 127, Oracle 127 |
        | [416](#416) Unsupported URI Scheme | [127 Interworking, unspecified](#127) | Oracle 111 |
        | [420](#420) Bad Extension | [127 Interworking, unspecified](#127) | Asterisk 3, Oracle 111 |
        | [421](#421) Extension Required | [127 Interworking, unspecified](#127) | Oracle 111 |
        | [423](#423) Interval Too Brief | [127 Interworking, unspecified](#127) |  |
        | [480](#480) Temporarily Unavailable | [18 No user responding](#18) | Asterisk 19, Oracle 20 |
        | [481](#481) Call/Transaction Does Not Exist | [41 Temporary failure](#41) | AudioCodes 127, Asterisk 127, Oracle 127 |
        | [482](#482) Loop Detected | [25 Exchange routing error](#25) | AudioCodes 127, Asterisk 127, Oracle 127 |
        | [483](#483) Too Many Hops | [25 Exchange routing error](#25) | AudioCodes 127, Asterisk 19 |
        | [484](#484) Address Incomplete | [28 Invalid number format](#28) |  |
        | [485](#485) Ambiguous | [1 Unallocated (unassigned) number](#1) | FreeSWITCH 3 |
        | [486](#486) Busy Here | [17 User busy](#17) |  |
        | [487](#487) Request Terminated | none | FreeSWITCH ORIGINATOR_CANCEL, Asterisk 127, Oracle 127, HP 127 |
        | [488](#488) Not Acceptable Here | [31 Normal, unspecified](#31) by default; [65 Bearer capability not implemented](#65) if the `Warning` is about the bearer | FreeSWITCH 88, Asterisk 58, Oracle 50, HP 127 |
        | [500](#500) Server Internal Error | [41 Temporary failure](#41) | Asterisk 38, Oracle 127 |
        | [501](#501) Not Implemented | [79 Service or option not implemented](#79) | AudioCodes 38, Asterisk 29 |
        | [502](#502) Bad Gateway | [38 Network out of order](#38) | Asterisk 27, Oracle 27 |
        | [503](#503) Service Unavailable | [41 Temporary failure](#41) | Asterisk 34 |
        | [504](#504) Server Time-out | [102 Recovery on timer expiry](#102) |  |
        | [505](#505) Version Not Supported | [127 Interworking, unspecified](#127) |  |
        | [513](#513) Message Too Large | [127 Interworking, unspecified](#127) | Asterisk 34, Oracle 95 |
        | [600](#600) Busy Everywhere | [17 User busy](#17) |  |
        | [603](#603) Decline | [21 Call rejected](#21) |  |
        | [604](#604) Does Not Exist Anywhere | [1 Unallocated (unassigned) number](#1) | FreeSWITCH 3, Oracle 2 |
        | [606](#606) Not Acceptable | [31 Normal, unspecified](#31) by default; [65 Bearer capability not implemented](#65) if the `Warning` is about the bearer | FreeSWITCH 88, Asterisk 58, Oracle 88 |
        | any other 4xx–6xx | [31 Normal, unspecified](#31) | FreeSWITCH 21 for 608; Asterisk 127 (5xx: 34); Oracle 24 for 433, 79 for 417, else 127 |
        | BYE, CANCEL | [16 Normal call clearing](#16) |  |
      NOTES
    end

    entry do
      name 'Hangup causes of FreeSWITCH, Asterisk and JsSIP'
      notes <<~'NOTES'
        Most hangup causes of a PBX are Q.850 causes under another name: the [table of causes](#1) has them with the response that is sent. FreeSWITCH has more of its own:

        | FreeSWITCH cause | SIP response |
        | --- | --- |
        | `ORIGINATOR_CANCEL` | [487](#487), both ways: the caller hung up first |
        | `GATEWAY_DOWN` | [503](#503) |
        | `INVALID_PROFILE` | [502](#502) |
        | `INVALID_GATEWAY`, `INVALID_URL` | [484](#484) |
        | `BUSY_EVERYWHERE` | [600](#600) |
        | `DECLINE`, `REJECT_ALL` | [603](#603) |
        | `DOES_NOT_EXIST_ANYWHERE` | [604](#604) |
        | `NOT_ACCEPTABLE` | [606](#606) |
        | `UNWANTED` | [607](#607), both ways |
        | `NO_IDENTITY`, `UNSUPPORTED_CERTIFICATE`, `INVALID_IDENTITY` | [428](#428), [437](#437), [438](#438), both ways |
        | `BAD_IDENTITY_INFO` | [429](#429), both ways (the RFC has [436](#436) for it) |
        | `STALE_DATE` | [403](#403%20Forbidden) |
        | any other, such as `USER_NOT_REGISTERED`, `MEDIA_TIMEOUT`, `PROGRESS_TIMEOUT`, `ALLOTTED_TIMEOUT`, `LOSE_RACE`, `NO_PICKUP` | [480](#480), if no answer was sent yet |

        - **FreeSWITCH, from SIP:** 408 and 504 give `RECOVERY_ON_TIMER_EXPIRE`, 480 `NO_USER_RESPONSE`, 488 and 606 `INCOMPATIBLE_DESTINATION`, 400, 481, 500 and 503 `NORMAL_TEMPORARY_FAILURE`, 401 to 403, 407, 603 and 608 `CALL_REJECTED`; codes not listed `NORMAL_UNSPECIFIED`
        - **FreeSWITCH, in `Reason`:** `Q.850;cause=17;text="USER_BUSY"` for Q.850 causes, `SIP;cause=487;text="ORIGINATOR_CANCEL"` for its own
        - **Asterisk:** `HANGUPCAUSE` holds the Q.850 number, `DIALSTATUS` the summary: `BUSY`, `NOANSWER`, `CANCEL`, `CONGESTION` (a failure on the way), `CHANUNAVAIL` (not registered or no such peer). A cause without a response of its own is sent as [603](#603)
        - **Asterisk log:** `Everyone is busy/congested at this time (1:0/0/1)` counts phones called, busy, congested, unavailable
        - **JsSIP:** Busy is 486 or 600; Rejected 403 or 603; Redirected 300–305 or 380; Unavailable 408, 410, 430 or 480; Not Found 404 or 604; Address Incomplete 424 or 484; Incompatible SDP 488 or 606; Authentication Error 401 or 407; SIP Failure Code any other
      NOTES
      extra_index_name 'ORIGINATOR_CANCEL (487)'
      extra_index_name 'GATEWAY_DOWN (503)'
      extra_index_name 'USER_NOT_REGISTERED, MEDIA_TIMEOUT, LOSE_RACE (480)'
      extra_index_name 'Everyone is busy/congested at this time (Asterisk)'
      extra_index_name 'CHANUNAVAIL (Asterisk)'
      extra_index_name 'Incompatible SDP (JsSIP, 488)'
    end
  end

  category do
    id 'Header Fields in Responses'
    header 'Header field'
    header 'Codes'
    header 'Tells'

    entry do
      name 'Accept'
      td_notes 'MUST [415](#415); SHOULD [200](#200) (OPTIONS)'
      td_notes 'body types the server accepts'
    end

    entry do
      name 'Accept-Encoding'
      td_notes 'MUST [415](#415); SHOULD [200](#200) (OPTIONS)'
      td_notes 'encodings it accepts'
    end

    entry do
      name 'Accept-Language'
      td_notes 'MUST [415](#415); SHOULD [200](#200) (OPTIONS)'
      td_notes 'languages it accepts'
    end

    entry do
      name 'Accept-Resource-Priority'
      td_notes 'MAY [417](#417)'
      td_notes 'priority values it knows'
    end

    entry do
      name 'Alert-Info'
      td_notes 'MAY [180](#180)'
      td_notes 'another ringback tone'
    end

    entry do
      name 'AlertMsg-Error'
      td_notes 'MUST [425](#425)'
      td_notes 'what is wrong with the alert'
    end

    entry do
      name 'Allow'
      td_notes 'MUST [405](#405); SHOULD [200](#200) (INVITE, OPTIONS)'
      td_notes 'methods'
    end

    entry do
      name 'Allow-Events'
      td_notes 'MUST [489](#489) (PUBLISH)'
      td_notes 'event packages'
    end

    entry do
      name 'Authentication-Info'
      td_notes 'MAY [200](#200)'
      td_notes 'digest: next nonce, proof of the server'
    end

    entry do
      name 'Call-Info'
      td_notes 'MUST [608](#608)'
      td_notes 'whom to complain to'
    end

    entry do
      name 'Contact'
      td_notes 'MUST [200](#200) (INVITE, SUBSCRIBE, REFER, UPDATE, REGISTER), [1xx](#1xx) (if it creates a dialog); SHOULD [300](#300); expected [301](#301), [302](#302), [305](#305); MAY [485](#485)'
      td_notes 'where to send further requests; to REGISTER: the bindings'
    end

    entry do
      name 'Error-Info'
      td_notes 'MAY [3xx](#3xx), [4xx](#4xx), [5xx](#5xx), [6xx](#6xx)'
      td_notes 'more about the error: a page, an announcement'
    end

    entry do
      name 'Expires'
      td_notes 'MUST [200](#200) (SUBSCRIBE, PUBLISH), [204](#204); MAY [302](#302)'
      td_notes 'lifetime in seconds'
    end

    entry do
      name 'Geolocation-Error'
      td_notes 'MUST [424](#424)'
      td_notes 'what is wrong with the location'
    end

    entry do
      name 'Min-Expires'
      td_notes 'MUST [423](#423)'
      td_notes 'shortest expiry accepted'
    end

    entry do
      name 'Min-SE'
      td_notes 'MUST [422](#422)'
      td_notes 'shortest session timer accepted'
    end

    entry do
      name 'Path'
      td_notes 'MAY [200](#200) (REGISTER)'
      td_notes 'proxies between registrar and phone'
    end

    entry do
      name 'Permission-Missing'
      td_notes 'SHOULD [470](#470)'
      td_notes 'recipients that have not consented'
    end

    entry do
      name 'Proxy-Authenticate'
      td_notes 'MUST [407](#407), [494](#494) (digest); MAY [401](#401)'
      td_notes 'challenge of a proxy'
    end

    entry do
      name 'Reason'
      td_notes 'MUST [199](#199), [603+](#603+); MAY any response (not 100)'
      td_notes 'the cause behind it: `Q.850;cause=17` (RFC 6432) or `STIR;cause=436` (RFC 9410); `SIP;cause=…` in 199 and 603+, and in any BYE or CANCEL'
    end

    entry do
      name 'Record-Route'
      td_notes 'MUST [1xx](#1xx) (if it creates a dialog), [200](#200) (INVITE)'
      td_notes 'proxies that stay in the path of the dialog, copied from the INVITE'
    end

    entry do
      name 'Recv-Info'
      td_notes 'MUST [469](#469)'
      td_notes 'info packages'
    end

    entry do
      name 'Require'
      td_notes 'MUST [1xx](#1xx) and [183](#183) (if reliable), [200](#200) (session timer), [421](#421)'
      td_notes 'extensions needed, such as `100rel` or `timer`'
    end

    entry do
      name 'Retry-After'
      td_notes 'SHOULD [413](#413); MAY [404](#404), [480](#480), [486](#486), [500](#500), [503](#503), [600](#600), [603](#603)'
      td_notes 'seconds to wait'
    end

    entry do
      name 'RSeq'
      td_notes 'MUST [1xx](#1xx) and [183](#183) (if reliable)'
      td_notes 'number that PRACK confirms'
    end

    entry do
      name 'Security-Server'
      td_notes 'MUST [494](#494)'
      td_notes 'security mechanisms'
    end

    entry do
      name 'Server'
      td_notes 'MAY any response'
      td_notes 'product and version: who really answered'
    end

    entry do
      name 'Service-Route'
      td_notes 'MAY [200](#200) (REGISTER)'
      td_notes 'proxies to use for outgoing requests'
    end

    entry do
      name 'Session-Expires'
      td_notes 'MAY [200](#200) (INVITE, UPDATE)'
      td_notes 'session timer agreed on, and who refreshes (`refresher` is then a MUST)'
    end

    entry do
      name 'SIP-ETag'
      td_notes 'MUST [200](#200) (PUBLISH)'
      td_notes 'name of the published state, for `SIP-If-Match`'
    end

    entry do
      name 'Supported'
      td_notes 'SHOULD [200](#200) (INVITE, OPTIONS)'
      td_notes 'extensions the server knows'
    end

    entry do
      name 'Timestamp'
      td_notes 'MUST [100](#100%20Trying)'
      td_notes 'copied from the request, to measure the round trip'
    end

    entry do
      name 'Unsupported'
      td_notes 'MUST [420](#420)'
      td_notes 'extensions the server does not know'
    end

    entry do
      name 'Warning'
      td_notes 'SHOULD [480](#480) (`sips:`), [488](#488); MAY [606](#606), any response'
      td_notes 'why, by [warn code](#Warn): 304 media type, 305 codec, 370 bandwidth, 380 and 381 `sips:`, 399 other'
    end

    entry do
      name 'WWW-Authenticate'
      td_notes 'MUST [401](#401); MAY [407](#407)'
      td_notes 'challenge of a server'
    end
  end

  notes <<~'NOTES'
    ### Classes at a glance

    | Class | Means | A forking proxy | If unknown |
    | --- | --- | --- | --- |
    | [1xx](#1xx) Provisional | received, still working | passes it on, except 100 | as 183 |
    | [2xx](#2xx) Successful | done | passes it on, ends the other branches | as 200 |
    | [3xx](#3xx) Redirection | try these other addresses | may try them itself | as 300 |
    | [4xx](#4xx) Client Failure | failed here; may succeed if changed or sent elsewhere | tries its other branches | as 400 |
    | [5xx](#5xx) Server Failure | this server failed | tries its other branches | as 500 |
    | [6xx](#6xx) Global Failure | final: this user cannot be reached anywhere | ends all branches | as 600 |

    ### Words of this sheet

    - **Carries:** header fields and bodies of the response, with MUST, SHOULD or MAY as in the RFC; *expected* where the code is useless without
    - **Q.850:** the ISDN cause; the code *becomes* it on the way into ISDN, and *comes from* it on the way into SIP
    - **Phone** stands for every user agent, so also for a gateway, a PBX or a softphone

    The 75 codes of the [IANA registry](https://www.iana.org/assignments/sip-parameters/sip-parameters.xhtml#sip-parameters-7) as of July 2026. Facts from the RFCs named; ISDN causes by [RFC 3398](https://www.rfc-editor.org/rfc/rfc3398).
  NOTES
end
